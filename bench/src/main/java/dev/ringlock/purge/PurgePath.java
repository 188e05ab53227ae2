package dev.ringlock.purge;

import dev.ringlock.keys.Keys;
import dev.ringlock.policy.Policy;
import dev.ringlock.reassigned.ReassignedNumbers;
import dev.ringlock.store.Store;
import java.time.Clock;

/** A purge, built as in the server, for the benchmarks. It is in the room's package, to reach package-private types. */
public final class PurgePath {

    private PurgePath() {}

    /** Runs a purge to its end and confirms the clock, because the contacts were due long before any run. */
    public static PurgeReport run(Policy policy, Store store, Keys keys, Clock clock) {
        PurgeFunction purge = PurgeFunction.of(policy, store, keys, ReassignedNumbers.none(), clock);
        PurgeStep step = PurgeStep.first(false).accepting(clock.instant());
        while (!step.done()) {
            step = purge.purge(step);
        }
        return step.report();
    }
}
