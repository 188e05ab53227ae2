package dev.ringlock.store.sqlite;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.LedgerSpan;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query of the ledger across subjects, each by an index. Two subjects may have entries with one ULID (when a number
 * moves), so an entry's place is its ULID and then its subject.
 *
 * @param sql with a limit as its last parameter
 * @param keys the parameters before it
 */
record LedgerSelect(String sql, List<String> keys) {

    private static final String ALL = "SELECT * FROM ledger WHERE ";

    private static final String OF_ACTOR = ALL + "fields ->> '$.actor' = ? AND ";

    private static final String OLDEST_FIRST = "(ulid, subject) > (?, ?) AND ulid < ? ORDER BY ulid, subject LIMIT ?";

    private static final String NEWEST_FIRST =
            "(ulid, subject) < (?, ?) AND ulid >= ? ORDER BY ulid DESC, subject DESC LIMIT ?";

    private static final String BY_RECORD = """
            SELECT * FROM ledger
            WHERE fields ->> '$.record_id' = ? AND event NOT IN ('revealed', 'reveal_refused')
            ORDER BY event = 'moved' DESC, ulid DESC LIMIT ?""";

    LedgerSelect {
        keys = List.copyOf(keys);
    }

    static LedgerSelect of(LedgerSpan span, @Nullable String cursor) {
        return new LedgerSelect(ALL + order(span), List.of(begin(span, cursor)[0], begin(span, cursor)[1], end(span)));
    }

    static LedgerSelect of(String actor, LedgerSpan span, @Nullable String cursor) {
        LedgerSelect all = of(span, cursor);
        return new LedgerSelect(
                OF_ACTOR + order(span),
                Stream.concat(Stream.of(actor), all.keys().stream()).toList());
    }

    /** The record's last move first, then the newest entry. */
    static LedgerSelect ofRecord(String recordId) {
        return new LedgerSelect(BY_RECORD, List.of(recordId));
    }

    static String place(Entry entry) {
        return entry.ulid().value() + "/" + entry.subject();
    }

    private static String order(LedgerSpan span) {
        return span.newestFirst() ? NEWEST_FIRST : OLDEST_FIRST;
    }

    /** The place behind which it begins: the cursor's, unless that is outside of the span. */
    private static String[] begin(LedgerSpan span, @Nullable String cursor) {
        String first = Ulid.first(span.newestFirst() ? span.to() : span.from()).value() + "/";
        int order = span.newestFirst() ? -1 : 1;
        String begin = cursor == null || order * cursor.compareTo(first) < 0 ? first : cursor;
        return (begin.contains("/") ? begin : begin + "/").split("/", 2);
    }

    private static String end(LedgerSpan span) {
        return Ulid.first(span.newestFirst() ? span.from() : span.to()).value();
    }
}
