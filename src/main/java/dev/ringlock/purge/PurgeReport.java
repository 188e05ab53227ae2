package dev.ringlock.purge;

import dev.ringlock.http.Time;
import dev.ringlock.http.WatchedCount;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run so far. A step that was interrupted and repeated counts only what was left to do.
 *
 * @param startedAt RFC 3339 in UTC
 * @param millis the time of its steps together
 * @param due contacts that were due
 * @param counts by what happened: a {@link dev.ringlock.consent.Reason}'s id, {@code expiring} (announced),
 *     {@code checked} (numbers checked), {@code forgotten} (ledgers deleted), {@code put_back} (nothing to do yet),
 *     {@code failed} (left for the next run), {@code rekeyed} and {@code not_rekeyed} (contacts that went on under the newest
 *     version of the index key, and those that wait for that). Without what did not happen
 * @param oldestDue since when the longest waiting one was due, RFC 3339 in UTC; null if none was due
 * @param capacity DynamoDB's capacity units; 0 without DynamoDB
 * @param suspects groups of contacts that may come from one person, the largest first
 * @param refused why nothing, or no more than this, was done; in a dry run, why a run would do nothing. Null if it
 *     was not refused
 */
@RegisterForReflection
public record PurgeReport(
        String startedAt,
        long millis,
        long due,
        Map<String, Long> counts,
        @Nullable String oldestDue,
        double capacity,
        List<Suspect> suspects,
        @Nullable RefusedRun refused) {

    /**
     * Contacts with numbers of one block of a hundred, signed up by one form from one network.
     *
     * @param origin their common origin, as a keyed hash. Their contacts have it too while they have a consent
     */
    @RegisterForReflection
    public record Suspect(String origin, long contacts) {}

    /**
     * A clock that is not accepted. Each instant is RFC 3339 in UTC.
     *
     * @param reason {@value #CLOCK_AHEAD}
     * @param clock the clock's time
     * @param newest the newest instant that a purge acted on
     * @param until the last instant on which a purge may act without the owner's confirmation
     */
    @RegisterForReflection
    public record RefusedRun(String reason, String clock, String newest, String until) {

        private static final String CLOCK_AHEAD = "clock_ahead";

        static RefusedRun clockAhead(Instant clock, Instant newest, Instant until) {
            return new RefusedRun(CLOCK_AHEAD, Time.rfc3339(clock), Time.rfc3339(newest), Time.rfc3339(until));
        }

        /** The words for the owner's log. */
        String told(String run) {
            return "purge " + run + " is refused: the clock says " + clock
                    + ", and the newest instant that a purge acted on is " + newest + ". It may act until " + until
                    + ". Nothing is ended or deleted by such a clock. If the clock is wrong, put it right."
                    + " If it is right, say so: with RINGLOCK_ACCEPT_CLOCK_UNTIL on one machine, with"
                    + " acceptClockUntil in the run's input on AWS (docs/deploy.md).";
        }
    }

    public PurgeReport {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        suspects = List.copyOf(suspects);
    }

    /** What is wrong with the run. Empty if nothing is: a metric that nobody needs is not paid for. */
    List<WatchedCount> watched() {
        long left = counts.getOrDefault(ContactOutcome.FAILED, 0L);
        return Stream.of(
                        new WatchedCount("purge", "left", left),
                        new WatchedCount("purge", "refused", refused == null ? 0 : 1))
                .filter(count -> count.count() > 0)
                .toList();
    }

    static PurgeReport begun(Instant at) {
        return new PurgeReport(Time.rfc3339(at), 0, 0, Map.of(), null, 0, List.of(), null);
    }
}
