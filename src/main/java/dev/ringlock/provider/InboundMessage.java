package dev.ringlock.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A text that somebody sent from a phone, as a provider tells it.
 *
 * @param id the provider's id of the message, the same each time it is told; a new one each time if it has none
 * @param from the phone, as the provider wrote it; it need not be a number
 * @param to the sender that was answered, in the same way; empty if the provider does not say
 * @param payload the owner's own name for the button that was pressed, which the person did not see; empty if none was
 * @param sentAt by the provider's clock, if it says
 * @param providersReading {@code STOP}, {@code START} or {@code HELP} if Twilio has acted on it, and answered it, already
 * @param proof what the message was proved by: the same each time that this proof is used, and nobody else's
 * @param isCertain whether its fields are those that the provider sent; if that is in doubt it grants nothing
 */
public record InboundMessage(
        Provider provider,
        String id,
        String from,
        String to,
        String text,
        String payload,
        @Nullable Instant sentAt,
        @Nullable String providersReading,
        String proof,
        boolean isCertain)
        implements ProviderEvent {

    /** The same, proved by that. */
    InboundMessage provedBy(String itsProof) {
        return new InboundMessage(provider, id, from, to, text, payload, sentAt, providersReading, itsProof, isCertain);
    }

    /** Whether the provider has said to the person what it was told to say. */
    public boolean isAnswered() {
        return providersReading != null;
    }

    /** The same message to that sender. */
    public InboundMessage to(String sender) {
        return new InboundMessage(
                provider, id, from, sender, text, payload, sentAt, providersReading, proof, isCertain);
    }

    /** A record would print the number and the message. */
    @Override
    public String toString() {
        return "InboundMessage[" + provider.name() + "]";
    }
}
