package dev.ringlock.steps;

import dev.ringlock.http.Time;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import java.util.Map;

/**
 * An entry of the ledger as staff see it. The hashes under an anchor are left out: a page of them would be megabytes.
 *
 * @param at when the person acted, or the thing happened
 * @param arrivedAt when it was written down
 */
public record LedgerLine(
        String subject, String id, String event, String at, String arrivedAt, Map<String, String> fields) {

    public static LedgerLine of(Entry entry) {
        return new LedgerLine(
                entry.subject(),
                entry.ulid().value(),
                entry.event().id(),
                Time.rfc3339(entry.at()),
                Time.rfc3339(entry.ulid().at()),
                entry.event() == Event.ANCHOR_HASHES ? Map.of() : entry.fields());
    }
}
