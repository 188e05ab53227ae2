package dev.ringlock.message;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sends each message through the provider of the number that it is sent from. */
public final class SenderByProvider implements MessageSender {

    private final Map<String, String> providers;
    private final Map<String, MessageSender> senders;

    /**
     * @param providers the owner's numbers and their providers, as in the policy
     * @param senders the senders that are set up, by provider
     */
    public SenderByProvider(Map<String, String> providers, Map<String, MessageSender> senders) {
        this.providers = Map.copyOf(providers);
        this.senders = Map.copyOf(senders);
    }

    /** The providers of our numbers that are not set up. Nothing can be sent through them. */
    public Set<String> missing() {
        Set<String> missing = new TreeSet<>(providers.values());
        missing.removeAll(senders.keySet());
        return missing;
    }

    @Override
    public void send(Message message) {
        MessageSender sender = senderOf(message);
        if (sender == null) {
            throw new MessageNotSentException("no provider is set up for the number it is sent from");
        }
        sender.send(message);
    }

    /** Without a sender there is no round trip, neither here nor in {@link #send}. */
    @Override
    public void rehearse(Message message) {
        MessageSender sender = senderOf(message);
        if (sender != null) {
            sender.rehearse(message);
        }
    }

    private @Nullable MessageSender senderOf(Message message) {
        String provider = providers.get(message.from());
        return provider == null ? null : senders.get(provider);
    }
}
