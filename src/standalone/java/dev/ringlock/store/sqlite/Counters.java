package dev.ringlock.store.sqlite;

import dev.ringlock.store.Counter;
import dev.ringlock.store.StoreUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts in memory, so that nobody waits for the disk to be counted. The {@link Writer} takes new counts along with its
 * next group, so a count is on the disk with the first commit that was asked for after it. Without a commit it is
 * there within a second. Other processes may write to the file, but only this one counts.
 */
final class Counters {

    private static final int MOST_UNWRITTEN = 100_000;

    /** So that the table stays small. */
    private static final int SWEPT_FOR_EACH = 2;

    /** A count that the file does not have yet. */
    private record NewCount(Counter counter, long value) {}

    private final Readers readers;
    private final Map<String, NewCount> unwritten = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Counters(Readers readers) {
        this.readers = readers;
    }

    List<Long> count(List<Counter> counters) {
        if (closed || unwritten.size() > MOST_UNWRITTEN) {
            throw new StoreUnavailableException(closed ? "the database is closed" : "counts cannot be written");
        }
        List<Long> counts = new ArrayList<>();
        for (Counter counter : counters) {
            // One at a time for each name. If none is unwritten, the file has the newest: a count is removed only
            // after its commit.
            NewCount counted = unwritten.compute(
                    counter.name(),
                    (name, last) -> new NewCount(counter, 1 + (last == null ? stored(name) : last.value)));
            counts.add(counted.value);
        }
        return counts;
    }

    boolean areWritten() {
        return unwritten.isEmpty();
    }

    /**
     * Writes what is new, and deletes about as much that has expired.
     *
     * @return to be run after the commit
     */
    Runnable write(Writes writes) throws SQLException {
        List<NewCount> taken = List.copyOf(unwritten.values());
        if (!taken.isEmpty()) {
            writes.sweep(SWEPT_FOR_EACH * taken.size());
        }
        for (NewCount count : taken) {
            writes.setCount(count.counter, count.value);
        }
        // unless it was counted on since
        return () -> taken.forEach(count -> unwritten.remove(count.counter.name(), count));
    }

    /** From now on nothing is counted. */
    void close() {
        closed = true;
    }

    private long stored(String name) {
        return readers.read(statements -> {
            try (ResultSet row = statements.query("SELECT count FROM guard WHERE id = ?", name)) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }
}
