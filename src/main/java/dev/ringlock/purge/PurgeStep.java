package dev.ringlock.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run. Each step starts with the state that the step before returned. A run begins with nothing, or with
 * only {@code dryRun}, {@code acceptClockUntil} or {@code rotateIndexKey}.
 *
 * @param run its ULID; null before its first step
 * @param dryRun whether it only reports what would happen
 * @param cursor where it continues; null at its begin and its end
 * @param done whether nothing is left to do. Then the run is on the ledger, and no step follows
 * @param report null before the first step
 * @param acceptClockUntil the instant up to which the owner confirms the clock, RFC 3339 in UTC, however far that
 *     is past the newest instant that a purge acted on; null without one
 * @param rotateIndexKey whether the owner wants another version of the index key; null if not
 */
@RegisterForReflection
public record PurgeStep(
        @Nullable String run,
        boolean dryRun,
        @Nullable String cursor,
        boolean done,
        @Nullable PurgeReport report,
        @Nullable String acceptClockUntil,
        @Nullable Boolean rotateIndexKey) {

    /** A step of a run that begins no rotation. */
    public PurgeStep(
            @Nullable String run,
            boolean dryRun,
            @Nullable String cursor,
            boolean done,
            @Nullable PurgeReport report,
            @Nullable String acceptClockUntil) {
        this(run, dryRun, cursor, done, report, acceptClockUntil, null);
    }

    /** The first state of a run. */
    public static PurgeStep first(boolean dryRun) {
        return new PurgeStep(null, dryRun, null, false, null, null);
    }

    /** The same with the owner's confirmation. */
    public PurgeStep accepting(@Nullable Instant until) {
        return new PurgeStep(run, dryRun, cursor, done, report, until == null ? null : until.toString());
    }

    /** The same, beginning a rotation of the index key. */
    public PurgeStep rotatingIndexKey() {
        return new PurgeStep(run, dryRun, cursor, done, report, acceptClockUntil, true);
    }

    boolean rotates() {
        return Boolean.TRUE.equals(rotateIndexKey);
    }

    /** The instant of the owner's confirmation; null without one. */
    @Nullable
    Instant word() {
        return acceptClockUntil == null ? null : Instant.parse(acceptClockUntil);
    }

    PurgeStep next(String itsRun, @Nullable String itsCursor, PurgeReport itsReport) {
        return new PurgeStep(itsRun, dryRun, itsCursor, itsCursor == null, itsReport, acceptClockUntil);
    }
}
