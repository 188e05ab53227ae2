package dev.ringlock.purge;

import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.policy.Policy;
import dev.ringlock.reassigned.ReassignedNumbers;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.DeclaredPurposes;
import dev.ringlock.store.Store;
import java.time.Clock;

/** A purge, built as in the server, for the benchmarks. It is in the room's package, to reach package-private types. */
public final class PurgePath {

    private PurgePath() {}

    /** Runs a purge to its end and confirms the clock, because the contacts were due long before any run. */
    public static PurgeReport run(Policy policy, Store store, Keys keys, Clock clock) {
        Index index = new Index(keys);
        Envelope envelope = new Envelope();
        Arrivals arrivals = new Arrivals(clock);
        NumberCheck check = new NumberCheck(policy, store, keys, envelope, index, ReassignedNumbers.none());
        CompartmentSeals seals = new CompartmentSeals(index, new DataKeys(keys, envelope, clock));
        DueContact contacts = new DueContact(policy, store, check, seals, arrivals);
        KnownTime time = new KnownTime(policy, store, arrivals);
        DeclaredPurposes purposes = new DeclaredPurposes(policy, store, clock);
        Purge purge = new Purge(
                policy,
                store,
                new Rounds(store, purposes),
                new DueContacts(store, check, contacts),
                time,
                arrivals,
                () -> 0);
        PurgeStep step = PurgeStep.first(false).accepting(clock.instant());
        while (!step.done()) {
            step = purge.step(step);
        }
        return step.report();
    }
}
