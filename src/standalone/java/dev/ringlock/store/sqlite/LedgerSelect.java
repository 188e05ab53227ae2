package dev.ringlock.store.sqlite;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query of the ledger across subjects, each by an index. Two subjects may have entries with one ULID (when a number
 * moves), so an entry's place is its ULID and then its subject.
 *
 * @param sql with a limit as its last parameter
 * @param keys the parameters before it
 */
record LedgerSelect(String sql, List<String> keys) {

    private static final String BY_ARRIVAL = """
            SELECT * FROM ledger
            WHERE (ulid, subject) > (?, ?) AND ulid < ? ORDER BY ulid, subject LIMIT ?""";

    private static final String BY_ACTOR = """
            SELECT * FROM ledger
            WHERE fields ->> '$.actor' = ? AND (ulid, subject) > (?, ?) AND ulid < ? ORDER BY ulid, subject LIMIT ?""";

    private static final String BY_RECORD = """
            SELECT * FROM ledger
            WHERE fields ->> '$.record_id' = ? AND event NOT IN ('revealed', 'reveal_refused')
            ORDER BY event = 'moved' DESC, ulid DESC LIMIT ?""";

    LedgerSelect {
        keys = List.copyOf(keys);
    }

    static LedgerSelect of(Instant from, Instant to, @Nullable String cursor) {
        String[] after = after(from, cursor);
        return new LedgerSelect(BY_ARRIVAL, List.of(after[0], after[1], end(to)));
    }

    static LedgerSelect of(String actor, Instant from, Instant to, @Nullable String cursor) {
        String[] after = after(from, cursor);
        return new LedgerSelect(BY_ACTOR, List.of(actor, after[0], after[1], end(to)));
    }

    /** The record's last move first, then the newest entry. */
    static LedgerSelect ofRecord(String recordId) {
        return new LedgerSelect(BY_RECORD, List.of(recordId));
    }

    static String place(Entry entry) {
        return entry.ulid().value() + "/" + entry.subject();
    }

    private static String[] after(Instant from, @Nullable String cursor) {
        String first = Ulid.first(from).value() + "/";
        String after = cursor == null || cursor.compareTo(first) < 0 ? first : cursor;
        return (after.contains("/") ? after : after + "/").split("/", 2);
    }

    private static String end(Instant to) {
        return Ulid.first(to).value();
    }
}
