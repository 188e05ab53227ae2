package dev.ringlock.standalone;

import dev.ringlock.message.MessageSender;
import dev.ringlock.message.SenderByProvider;
import dev.ringlock.policy.Messages;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockLists;
import dev.ringlock.provider.SenderSettings;
import dev.ringlock.provider.all.Providers;
import dev.ringlock.terms.Terms;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The message sender on one machine: a list in demo mode, the providers that the owner set up in lasting mode. */
public final class ServerSenders {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private static final String WITHOUT =
            ", or take `messages` out of the policy: then people sign up without codes, and"
                    + " whoever has opted out comes back only by replying START";

    private ServerSenders() {}

    /**
     * Refuses a policy whose codes nothing sends. People would wait for them for ever.
     *
     * @throws ConfigurationException that says what to set up
     */
    static void refuseCodesThatNothingSends(ServerSettings settings, Policy policy) {
        String codes = policy.messages().map(Messages::codes).orElse("");
        Set<String> able = senders(settings).keySet();
        policy.sender(codes)
                .map(Sender::provider)
                .filter(provider -> !settings.demo() && !able.contains(provider))
                .ifPresent(provider -> {
                    boolean needed = policy.purposes().values().stream().anyMatch(Terms::doubleOptIn);
                    throw new ConfigurationException(silent(settings, provider) + (needed ? "" : WITHOUT));
                });
    }

    private static String silent(ServerSettings settings, String provider) {
        String file = settings.providers()
                .map(named -> named + " has no account for sending there")
                .orElse("RINGLOCK_PROVIDERS names no file with an account there");
        return "The policy's codes go out through " + provider + ", but " + file
                + ". Consents that need a code would wait for ever."
                + (provider.equals("aws")
                        ? " The server on one machine cannot send through aws: choose another provider for"
                                + " messages.codes"
                        : " Add the account, as the page docs/providers.md says under Sending");
    }

    static MessageSender of(ServerSettings settings, Policy policy, MessageList demo) {
        return settings.demo() ? demo : ofOwner(settings, policy);
    }

    /**
     * The providers that the owner has set up. Warns of the others.
     *
     * @throws ConfigurationException if their settings have a mistake
     */
    public static SenderByProvider ofOwner(ServerSettings settings, Policy policy) {
        Map<String, String> providers =
                policy.senders().stream().collect(Collectors.toMap(Sender::number, Sender::provider));
        SenderByProvider sender = new SenderByProvider(providers, senders(settings));
        if (!sender.missing().isEmpty()) {
            LOG.warnf(
                    "No answers to replies go out through %s: RINGLOCK_PROVIDERS names no file that sets it up.",
                    String.join(", ", sender.missing()));
        }
        return sender;
    }

    static Map<String, MessageSender> senders(ServerSettings settings) {
        return read(settings, accounts -> accounts.senders(Providers.ALL));
    }

    /**
     * The block lists of the providers that the owner has set up. Demo mode has none.
     *
     * @throws ConfigurationException if their settings have a mistake
     */
    public static BlockLists blockLists(ServerSettings settings) {
        Map<String, BlockList> lists =
                settings.demo() ? Map.of() : read(settings, accounts -> accounts.blockLists(Providers.ALL));
        return new BlockLists(Providers.ALL, () -> lists);
    }

    private static <T> Map<String, T> read(ServerSettings settings, Function<SenderSettings, Map<String, T>> made) {
        return settings.providers()
                .map(file -> {
                    try {
                        return made.apply(SenderSettings.parse(SecretFile.read(file)));
                    } catch (IllegalArgumentException e) {
                        throw new ConfigurationException(file + ": " + e.getMessage());
                    }
                })
                .orElseGet(Map::of);
    }
}
