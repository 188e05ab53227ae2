package dev.ringlock.consent;

import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import java.time.Duration;
import java.time.Instant;

/**
 * A message that holds a contact, and whose text is kept until that is decided. The text itself is sealed elsewhere.
 *
 * @param contact under whose id the text is stored. It differs from the held contact's if the number has moved
 * @param id of the text
 * @param at when the message was received
 */
public record HeldMessage(ContactId contact, Ulid id, Instant at) {

    /** How many texts of one contact are kept at most: those of the newest messages. */
    public static final int MOST = 5;

    /** How long a text is kept if nobody decides. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** From when on its text may not be kept. */
    public Instant over() {
        return at.plus(KEPT);
    }
}
