package dev.ringlock.standalone.archive;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Opt-outs, and messages that may be one, which came while an archive was written: they are not in it. */
final class LateNoes {

    /** An entry gets its place before it is stored. No write takes so long. */
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(1);

    private final Instant since;
    private final Set<String> archived = new HashSet<>();

    LateNoes(Instant begun) {
        this.since = begun.minus(LONGEST_WRITE);
    }

    /** That one is in the archive. */
    void archived(Entry entry) {
        if (isNo(entry) && !entry.ulid().at().isBefore(since)) {
            archived.add(place(entry));
        }
    }

    /** Those that are stored by now. */
    long count(Store store, Instant now) {
        LedgerSpan span = LedgerSpan.oldestFirst(since, now.plus(LONGEST_WRITE));
        LongAdder late = new LongAdder();
        store.readLedger(span, entry -> {
            if (isNo(entry) && !archived.contains(place(entry))) {
                late.increment();
            }
        });
        return late.sum();
    }

    private static boolean isNo(Entry entry) {
        return entry.event() == Event.WITHDRAWN || entry.event() == Event.HELD;
    }

    private static String place(Entry entry) {
        return entry.subject() + " " + entry.ulid();
    }
}
