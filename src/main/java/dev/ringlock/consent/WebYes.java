package dev.ringlock.consent;

import dev.ringlock.ledger.Claims;
import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.util.List;

/**
 * A person ticked boxes on a form: an act that nobody has proved to come from the phone.
 *
 * @param at when it counts from: the server's time of receipt
 * @param arrival the ULID of its first ledger entry
 * @param terms of each purpose said yes to
 * @param masked what may be shown of the number
 * @param country whose numbering plan the number belongs to (ISO 3166)
 */
public record WebYes(
        Instant at,
        Ulid arrival,
        String recordId,
        List<Terms> terms,
        Shown shown,
        String masked,
        String country,
        PersonalEvidence evidence,
        Claims claims) {

    /** The notice that was shown, in that language. */
    public record Shown(Notice notice, Wording wording) {}

    public WebYes {
        terms = List.copyOf(terms);
    }
}
