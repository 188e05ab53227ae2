package dev.ringlock.message;

/**
 * The promise of a way to send messages (a provider, or demo mode's list). Each call ends within a few seconds. Nothing is
 * tried again: where an answer was lost, the message may be on its way.
 */
public interface MessageSender {

    /**
     * Hands the message to the provider, once.
     *
     * @throws MessageNotSentException if the provider did not say that it took it; nothing else is ever thrown
     */
    void send(Message message);

    /**
     * The same round trip without a message, so that nobody can tell from outside, by the time or the number of calls,
     * whether one went out. Never fails.
     */
    void rehearse(Message message);
}
