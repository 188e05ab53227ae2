package dev.ringlock.standalone;

import dev.ringlock.message.MessageSender;
import dev.ringlock.message.SenderByProvider;
import dev.ringlock.provider.SenderSettings;
import dev.ringlock.provider.all.Providers;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.jboss.logging.Logger;

/** The message sender on one machine: a list in demo mode, the providers that the owner set up in lasting mode. */
final class ServerSenders {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private ServerSenders() {}

    /** @param providers the owner's numbers and their providers, as in the policy */
    static MessageSender of(ServerSettings settings, Map<String, String> providers, MessageList demo) {
        if (settings.demo()) {
            return demo;
        }
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
