package dev.ringlock.message;

/**
 * The provider did not say that it took the message. It says why in the provider's codes or ours, and has no cause: what
 * providers and their libraries say may repeat the number.
 */
public final class MessageNotSentException extends RuntimeException {

    /** @param why holds neither number nor text nor secret */
    public MessageNotSentException(String why) {
        super(why);
    }
}
