package dev.ringlock.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run. A step is started with the one before it; a run begins with nothing, or with {@code dryRun} or {@code
 * acceptClockUntil} alone.
 *
 * @param run its ULID; null before its first step
 * @param dryRun whether it only tells what would happen
 * @param cursor where the walk goes on; null at its begin and its end
 * @param done whether nothing is left to do: then the run is on the ledger, and no step follows
 * @param report null before the first step
 * @param acceptClockUntil the owner's word, RFC 3339 in UTC: up to that instant the clock is right, however far it is past
 *     the newest one that a purge acted on; null if they did not give it
 */
@RegisterForReflection
public record PurgeStep(
        @Nullable String run,
        boolean dryRun,
        @Nullable String cursor,
        boolean done,
        @Nullable PurgeReport report,
        @Nullable String acceptClockUntil) {

    /** A run's begin. */
    public static PurgeStep first(boolean dryRun) {
        return new PurgeStep(null, dryRun, null, false, null, null);
    }

    /** The same with the owner's word. */
    public PurgeStep accepting(@Nullable Instant until) {
        return new PurgeStep(run, dryRun, cursor, done, report, until == null ? null : until.toString());
    }

    /** The owner's word; null without it. */
    @Nullable
    Instant word() {
        return acceptClockUntil == null ? null : Instant.parse(acceptClockUntil);
    }

    PurgeStep next(String itsRun, @Nullable String itsCursor, PurgeReport itsReport) {
        return new PurgeStep(itsRun, dryRun, itsCursor, itsCursor == null, itsReport, acceptClockUntil);
    }
}
