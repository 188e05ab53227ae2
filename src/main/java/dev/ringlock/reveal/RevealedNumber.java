package dev.ringlock.reveal;

import dev.ringlock.http.Time;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import java.time.Instant;

/**
 * A number in clear, for the caller.
 *
 * @param number E.164
 * @param revealedAt RFC 3339, UTC
 */
record RevealedNumber(String contactId, String number, String purpose, String revealedAt) {

    static RevealedNumber of(ContactId contact, PhoneNumber number, Purpose purpose, Instant at) {
        return new RevealedNumber(contact.value(), number.e164(), purpose.id(), Time.rfc3339(at));
    }

    /** Without the number, which a record would print. */
    @Override
    public String toString() {
        return "Revealed[" + contactId + " for " + purpose + "]";
    }
}
