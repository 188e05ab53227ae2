package dev.ringlock.purge;

import dev.ringlock.http.Time;
import dev.ringlock.purge.PurgeReport.RefusedRun;
import dev.ringlock.purge.PurgeReport.Suspect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects a run's report. */
final class RunCounts {

    /** How many groups are kept from step to step. A run's state has a size limit, and the largest groups matter. */
    private static final int CARRIED = 200;

    private final String startedAt;
    private final Map<String, Long> counts;
    private final Map<String, Suspect> origins = new HashMap<>();
    private long millis;
    private long due;
    private double capacity;
    private @Nullable Instant oldest;
    private @Nullable RefusedRun refused;

    RunCounts(PurgeReport before) {
        this.startedAt = before.startedAt();
        this.counts = new TreeMap<>(before.counts());
        this.millis = before.millis();
        this.due = before.due();
        this.capacity = before.capacity();
        this.oldest = before.oldestDue() == null ? null : Instant.parse(before.oldestDue());
        this.refused = before.refused();
        before.suspects().forEach(suspect -> origins.put(suspect.origin(), suspect));
    }

    synchronized void add(Instant dueAt, ContactOutcome handled) {
        if (!handled.due()) {
            return;
        }
        due++;
        oldest = oldest == null || dueAt.isBefore(oldest) ? dueAt : oldest;
        handled.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
        String origin = handled.origin();
        if (origin != null) {
            origins.merge(origin, new Suspect(origin, 1), (known, one) -> new Suspect(origin, known.contacts() + 1));
        }
    }

    void refused(RefusedRun why) {
        refused = why;
    }

    void took(Duration time, double units) {
        millis += time.toMillis();
        capacity += units;
    }

    /** The report so far, for the next step. It keeps groups of one, which may still grow. */
    PurgeReport soFar() {
        return report(1, CARRIED);
    }

    /**
     * The report of a whole run.
     *
     * @param suspected the smallest group that is reported
     */
    PurgeReport whole(int suspected) {
        return report(suspected, RunReports.MOST_SUSPECTS);
    }

    private synchronized PurgeReport report(int fewest, int most) {
        List<Suspect> suspects = new ArrayList<>(origins.values());
        suspects.removeIf(suspect -> suspect.contacts() < fewest);
        suspects.sort(Comparator.comparing(Suspect::contacts).reversed().thenComparing(Suspect::origin));
        return new PurgeReport(
                startedAt,
                millis,
                due,
                counts,
                oldest == null ? null : Time.rfc3339(oldest),
                capacity,
                suspects.subList(0, Math.min(most, suspects.size())),
                refused);
    }
}
