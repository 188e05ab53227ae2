package dev.ringlock.contactability;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * As much of a contact as the rule needs to allow a use. A store keeps it in each compartment's row, so that it reads a
 * purpose's audience without a join. It writes it with the compartment, and again where a commit marks it.
 *
 * @param held whether the contact is held
 * @param endsAt when its consent for that purpose ends; null if none is granted, as always for {@code maintenance}
 */
public record Eligibility(boolean held, @Nullable Instant endsAt) {

    /** @param contact as it is committed with the compartment; null if none is */
    public static Eligibility of(@Nullable Contact contact, Purpose purpose) {
        Consent consent = contact == null ? null : contact.consent(purpose);
        return new Eligibility(contact != null && contact.hold() != null, consent == null ? null : consent.expiresAt());
    }

    /** Whether the number may be used at that instant. */
    public boolean allows(Instant at) {
        return !held && endsAt != null && at.isBefore(endsAt);
    }
}
