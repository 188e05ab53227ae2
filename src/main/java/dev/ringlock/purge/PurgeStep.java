package dev.ringlock.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands. A step is started with the one before it; a run begins with nothing, or with {@code dryRun} alone.
 *
 * @param run its ULID; null before its first step
 * @param dryRun whether it only tells what would happen
 * @param cursor where the walk goes on; null at its begin and its end
 * @param done whether nothing is left to do: then the run is on the ledger, and no step follows
 * @param report null before the first step
 */
@RegisterForReflection
public record PurgeStep(
        @Nullable String run,
        boolean dryRun,
        @Nullable String cursor,
        boolean done,
        @Nullable PurgeReport report) {

    /** A run's begin. */
    public static PurgeStep first(boolean dryRun) {
        return new PurgeStep(null, dryRun, null, false, null);
    }
}
