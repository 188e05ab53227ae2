package dev.ringlock.reconcile;

import dev.ringlock.Engines;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockLists;
import dev.ringlock.provider.all.Providers;
import java.util.Map;
import java.util.Objects;

/** The way into this door for tests, here and elsewhere. */
public final class ReconcileClient {

    private final Reconcile reconcile;

    public ReconcileClient(Engines on, Map<String, BlockList> lists) {
        this.reconcile =
                Reconcile.of(on.policy, on.store, on.keys, new BlockLists(Providers.ALL, () -> lists), on.clock);
    }

    public ReconcileStep step(ReconcileStep before) {
        return reconcile.step(before);
    }

    /** Runs with all providers to the end, and tells of the last of them. */
    public ReconcileReport run(boolean dryRun) {
        ReconcileStep step = ReconcileStep.first(null, dryRun);
        while (!step.done()) {
            step = reconcile.step(step);
        }
        return Objects.requireNonNull(step.report());
    }
}
