package dev.ringlock.provider;

import dev.ringlock.http.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * A webhook whose sender is proved. Only what the proof covers is in it: no header, and no query unless that was signed.
 *
 * @param webhookId the webhook's id if the scheme signs one beside the body (Standard Webhooks); else empty
 * @param params of the form, or of the query of a GET; empty if there are none
 * @param query of the address, if it was signed; else empty
 * @param body the raw bytes; empty for a GET
 * @param proof what proved it
 */
public record VerifiedWebhook(
        Provider provider, String webhookId, Parameters params, Parameters query, byte[] body, Proof proof) {

    /** The parameter of a receipt's address that has the owner's own reference of the message. */
    public static final String REFERENCE = "reference";

    /**
     * Its events, at least one. A message is taken if it has a sender and a text, whatever else is missing: an
     * opt-out is not lost to metadata. A shape that is not known is {@link Unreadable}.
     */
    public List<ProviderEvent> events() {
        List<ProviderEvent> read = read();
        if (read.isEmpty()) {
            return List.of(Unreadable.of(this));
        }
        List<ProviderEvent> events = new ArrayList<>();
        int messages = 0;
        for (ProviderEvent event : read) {
            // each message is proved by its place among them: one webhook may tell several
            events.add(
                    event instanceof InboundMessage message
                            ? message.provedBy(messages++ + "/" + proof.hash())
                            : event);
        }
        return events;
    }

    private List<ProviderEvent> read() {
        try {
            return provider.read(this);
        } catch (ProblemException e) {
            return List.of();
        }
    }

    /** A record would print the message. */
    @Override
    public String toString() {
        return "Verified[" + provider.name() + "]";
    }
}
