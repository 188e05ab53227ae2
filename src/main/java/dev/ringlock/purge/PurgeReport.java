package dev.ringlock.purge;

import dev.ringlock.http.Time;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done so far. A step that was cut off and done again counts what was left to do.
 *
 * @param startedAt RFC 3339 in UTC
 * @param millis how long its steps took together
 * @param due contacts that were due
 * @param counts by what happened: a {@link dev.ringlock.consent.Reason}'s id, {@code expiring} (announced), {@code
 *     checked} (numbers looked at), {@code forgotten} (ledgers that went), {@code put_back} (nothing to do yet), {@code
 *     failed} (left for the next run); what did not happen is not in it
 * @param oldestDue since when the longest waiting one was due, RFC 3339 in UTC; null if none was
 * @param capacity DynamoDB's capacity units that it took; 0 where there is no DynamoDB
 * @param suspects groups of contacts that look like one hand's, the largest first
 * @param refused why nothing was done, or no more than this; in a dry run why a run would do nothing. Null if nothing was
 *     refused
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
     * @param origin what they have in common, as a keyed hash: their contacts have it too, as long as they agree to anything
     */
    @RegisterForReflection
    public record Suspect(String origin, long contacts) {}

    /**
     * A clock that is not believed. Each instant is RFC 3339 in UTC.
     *
     * @param reason {@value #CLOCK_AHEAD}
     * @param clock what the clock says
     * @param newest the newest instant that a purge acted on
     * @param until the last instant at which one may act without the owner's word
     */
    @RegisterForReflection
    public record RefusedRun(String reason, String clock, String newest, String until) {

        private static final String CLOCK_AHEAD = "clock_ahead";

        static RefusedRun clockAhead(Instant clock, Instant newest, Instant until) {
            return new RefusedRun(CLOCK_AHEAD, Time.rfc3339(clock), Time.rfc3339(newest), Time.rfc3339(until));
        }
    }

    public PurgeReport {
        counts = Map.copyOf(new TreeMap<>(counts));
        suspects = List.copyOf(suspects);
    }

    /** The figures for operators: how much was due, since how many seconds, what was left, what it took, and if it was refused. */
    Map<String, Double> measures(Instant now) {
        double waited = oldestDue == null
                ? 0
                : Math.max(0, Duration.between(Instant.parse(oldestDue), now).toSeconds());
        return Map.of(
                "due",
                (double) due,
                "left",
                (double) counts.getOrDefault(ContactOutcome.FAILED, 0L),
                "oldest",
                waited,
                "capacity",
                capacity,
                "refused",
                refused == null ? 0.0 : 1.0);
    }

    static PurgeReport begun(Instant at) {
        return new PurgeReport(Time.rfc3339(at), 0, 0, Map.of(), null, 0, List.of(), null);
    }
}
