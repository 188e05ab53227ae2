package dev.ringlock.message;

import java.net.URI;
import java.util.Optional;

/**
 * The promise of a way to send messages (a provider, or demo mode's list). Each operation ends within a few seconds.
 * Nothing is sent twice: if an answer was lost, the message may be on its way.
 */
public interface MessageSender {

    /**
     * Hands the message to the provider, once.
     *
     * @throws MessageNotSentException if the provider did not confirm that it accepted it; nothing else is ever thrown
     */
    void send(Message message);

    /**
     * The same round trip without a message. So nobody outside can tell by time or number of requests whether a message
     * went out. Never fails.
     */
    void rehearse(Message message);

    /** The provider's address, with nothing of the owner's in it; empty if the sender does not know it. */
    default Optional<URI> address() {
        return Optional.empty();
    }
}
