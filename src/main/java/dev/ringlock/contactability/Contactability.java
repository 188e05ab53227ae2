package dev.ringlock.contactability;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a contact's number may be used for a purpose at an instant. Every use asks here: reveal, audiences, exports.
 *
 * @param refusals why not, the first one first; empty if it may be used
 */
public record Contactability(List<Refusal> refusals) {

    public Contactability {
        refusals = List.copyOf(refusals);
    }

    public static Contactability of(Contact contact, Purpose purpose, Instant at) {
        Eligibility eligibility = Eligibility.of(contact, purpose);
        if (eligibility.allows(at)) {
            return new Contactability(List.of());
        }
        List<Refusal> refusals = new ArrayList<>();
        if (eligibility.held()) {
            refusals.add(Refusal.HELD);
        }
        if (!new Eligibility(false, eligibility.endsAt()).allows(at)) {
            refusals.add(withoutConsent(contact, contact.consent(purpose)));
        }
        return new Contactability(refusals);
    }

    public boolean isAllowed() {
        return refusals.isEmpty();
    }

    /** Why it may not be used, hold or no hold. */
    static Refusal withoutConsent(Contact contact, @Nullable Consent consent) {
        if (consent == null) {
            return contact.optOutOfEverything() == null ? Refusal.NO_CONSENT : Refusal.WITHDRAWN;
        }
        return switch (consent.state()) {
            case REQUESTED -> Refusal.NOT_CONFIRMED;
            case WITHDRAWN -> Refusal.WITHDRAWN;
            case GRANTED, EXPIRED -> Refusal.EXPIRED;
        };
    }
}
