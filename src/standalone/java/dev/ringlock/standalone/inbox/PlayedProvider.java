package dev.ringlock.standalone.inbox;

/** A provider that tells us of a message. */
@FunctionalInterface
public interface PlayedProvider {

    /**
     * The webhook, signed.
     *
     * @param url where it is posted to
     */
    SignedWebhook tell(String url, Sms sms);

    /** As those providers write numbers that leave out the plus. */
    static String bare(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
