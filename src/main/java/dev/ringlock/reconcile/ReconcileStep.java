package dev.ringlock.reconcile;

import dev.ringlock.ledger.Ulid;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of runs, one for each provider. Each step starts with the state that the step before returned. The first begins with
 * nothing, or with only {@code provider} or {@code dryRun}.
 *
 * @param run the ULID of the provider's run; null before the first step
 * @param provider whose list it is at; at the begin the only one that is wanted, or null for all
 * @param rest the providers that come after it; null before the first step
 * @param dryRun whether it only reports what would happen
 * @param cursor where it continues; null at the begin of a provider's list
 * @param pages how many pages of the provider's list are read
 * @param done whether nothing is left to do. Then the reports are on the ledger, and no step follows
 * @param report of that provider so far; null before its first page
 */
@RegisterForReflection
public record ReconcileStep(
        @Nullable String run,
        @Nullable String provider,
        @Nullable List<String> rest,
        boolean dryRun,
        @Nullable String cursor,
        int pages,
        boolean done,
        @Nullable ReconcileReport report) {

    /**
     * The first state of a run.
     *
     * @param provider the only one; null for all
     */
    public static ReconcileStep first(@Nullable String provider, boolean dryRun) {
        return new ReconcileStep(null, provider, null, dryRun, null, 0, false, null);
    }

    /**
     * The begin of the next provider's list, or the end.
     *
     * @param itsRun its ULID
     * @param last the report of the provider before it; null before the first
     */
    ReconcileStep begun(Ulid itsRun, List<String> left, @Nullable ReconcileReport last) {
        return left.isEmpty()
                ? new ReconcileStep(run, provider, List.of(), dryRun, null, pages, true, last)
                : new ReconcileStep(
                        itsRun.value(),
                        left.get(0),
                        List.copyOf(left.subList(1, left.size())),
                        dryRun,
                        null,
                        0,
                        false,
                        null);
    }

    ReconcileStep next(@Nullable String itsCursor, int itsPages, ReconcileReport itsReport) {
        return new ReconcileStep(run, provider, rest, dryRun, itsCursor, itsPages, false, itsReport);
    }
}
