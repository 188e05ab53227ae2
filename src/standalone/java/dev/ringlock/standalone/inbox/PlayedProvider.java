package dev.ringlock.standalone.inbox;

/** A provider that reports a message to us. */
@FunctionalInterface
public interface PlayedProvider {

    /**
     * The signed webhook for a message.
     *
     * @param url the address that it is posted to
     */
    SignedWebhook tell(String url, Sms sms);

    /** A number in the format of providers that leave out the plus. */
    static String bare(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
