package dev.ringlock.store;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Purpose;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a compartment's row tells of its contact, so that a purpose's audience is read without a join. A store writes it
 * with the compartment, and anew where a commit marks it.
 *
 * @param held whether the contact is
 * @param endsAt when its consent for that purpose ends; null if it has none of its own, as {@code maintenance}
 */
public record Eligibility(boolean held, @Nullable Instant endsAt) {

    /** @param contact that the compartment is committed with; null if it is committed with none */
    public static Eligibility of(@Nullable Contact contact, Purpose purpose) {
        Consent consent = contact == null ? null : contact.consent(purpose);
        return new Eligibility(contact != null && contact.hold() != null, consent == null ? null : consent.expiresAt());
    }

    /** As {@link Contact#allows} says of the contact. */
    public boolean allows(Instant at) {
        return !held && endsAt != null && at.isBefore(endsAt);
    }
}
