package dev.ringlock.message;

/**
 * The provider did not confirm that it accepted the message. The message gives the reason in the provider's codes or
 * ours. There is no cause: texts of providers and their libraries may repeat the number.
 */
public final class MessageNotSentException extends RuntimeException {

    /** @param why must hold no number, text or secret */
    public MessageNotSentException(String why) {
        super(why);
    }
}
