package dev.ringlock.consent;

import dev.ringlock.ledger.Claims;
import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A person ticked boxes on a form: an act that nobody has proved to come from the phone.
 *
 * @param at when it counts from: the server's time of receipt
 * @param arrival the ULID of its first ledger entry
 * @param method how it was expressed, as the server saw it
 * @param terms of each purpose said yes to
 * @param masked what may be shown of the number
 * @param country whose numbering plan the number belongs to (ISO 3166)
 */
public record WebYes(
        Instant at,
        Ulid arrival,
        String recordId,
        Method method,
        List<Terms> terms,
        Shown shown,
        String masked,
        String country,
        PersonalEvidence evidence,
        Claims claims) {

    /** How a yes reached the server. */
    public enum Method {
        /** Boxes ticked on a form whose body we read ourselves. */
        WEB_CHECKBOX,
        /** A program's word for what a person ticked. */
        API;

        /** Its name on the ledger. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The notice that was shown, in that language. */
    public record Shown(Notice notice, Wording wording) {}

    public WebYes {
        terms = List.copyOf(terms);
    }
}
