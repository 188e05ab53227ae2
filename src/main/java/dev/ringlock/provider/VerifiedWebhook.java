package dev.ringlock.provider;

/**
 * A webhook whose sender is proved. Only what the proof covers is in it: no header, and no query unless that was signed.
 *
 * @param webhookId the webhook's id if the scheme signs one beside the body (Standard Webhooks); else empty
 * @param params of the form, or of the query of a GET; empty if there are none
 * @param body the raw bytes; empty for a GET
 * @param proof what proved it
 */
public record VerifiedWebhook(String provider, String webhookId, Parameters params, byte[] body, Proof proof) {

    /** A record would print the message. */
    @Override
    public String toString() {
        return "Verified[" + provider + "]";
    }
}
