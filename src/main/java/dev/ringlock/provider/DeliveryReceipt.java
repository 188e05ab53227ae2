package dev.ringlock.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message of ours.
 *
 * @param id the provider's id of the message, the same each time it is told. One batch may have several phones
 * @param to the phone, as the provider wrote it; empty if it does not say
 * @param from our sender, in the same way; empty if the provider does not say
 * @param at when it happened by the provider's clock; null if it does not say
 * @param reference the owner's own reference of the message, if the provider repeats it; else empty
 */
public record DeliveryReceipt(
        Provider provider,
        String id,
        String to,
        String from,
        DeliveryOutcome outcome,
        @Nullable Instant at,
        String reference)
        implements ProviderEvent {

    /** A record would print the number. */
    @Override
    public String toString() {
        return "DeliveryReceipt[" + provider.name() + " " + outcome.id() + "]";
    }
}
