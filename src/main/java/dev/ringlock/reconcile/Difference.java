package dev.ringlock.reconcile;

import dev.ringlock.phone.ContactId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects a report. */
final class Difference {

    /** A run's state has a size limit, and staff look at a few. */
    private static final int MOST_LISTED = 20;

    private final ReconcileReport before;
    private final Map<String, Long> counts;
    private final List<String> listed;
    private @Nullable String unavailable;

    Difference(ReconcileReport before) {
        this.before = before;
        this.counts = new TreeMap<>(before.counts());
        this.listed = new ArrayList<>(before.listed());
    }

    void count(String what, long more) {
        if (more > 0) {
            counts.merge(what, more, Long::sum);
        }
    }

    /** Counts it, and lists who it is. */
    void list(String what, ContactId contact) {
        count(what, 1);
        if (listed.size() < MOST_LISTED) {
            listed.add(what + " " + contact.value());
        }
    }

    void unavailable(String why) {
        unavailable = why;
    }

    ReconcileReport report(Duration took) {
        return new ReconcileReport(
                before.provider(), before.startedAt(), before.millis() + took.toMillis(), counts, listed, unavailable);
    }
}
