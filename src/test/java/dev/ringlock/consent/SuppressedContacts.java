package dev.ringlock.consent;

import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.util.Map;

/** Contacts of whom only opt-outs are stored. */
public final class SuppressedContacts {

    private SuppressedContacts() {}

    public static Contact of(ContactId id, Map<Purpose, Consent> suppressions) {
        return new Contact(id, 1, null, null, suppressions, null, null, PendingProof.NOTHING, Quality.UNKNOWN, null);
    }
}
