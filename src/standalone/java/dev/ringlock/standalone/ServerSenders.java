package dev.ringlock.standalone;

import dev.ringlock.message.MessageSender;
import dev.ringlock.message.SenderByProvider;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.provider.SenderSettings;
import dev.ringlock.provider.all.Providers;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The message sender on one machine: a list in demo mode, the providers that the owner set up in lasting mode. */
public final class ServerSenders {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private ServerSenders() {}

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
                    "No messages go out through %s: RINGLOCK_PROVIDERS names no file that sets it up."
                            + " People who have to prove a consent from their phone get no code.",
                    String.join(", ", sender.missing()));
        }
        return sender;
    }

    private static Map<String, MessageSender> senders(ServerSettings settings) {
        return settings.providers()
                .map(file -> {
                    try {
                        return SenderSettings.parse(SecretFile.read(file)).senders(Providers.ALL);
                    } catch (IllegalArgumentException e) {
                        throw new ConfigurationException(file + ": " + e.getMessage());
                    }
                })
                .orElseGet(Map::of);
    }
}
