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

/** A purge, put together as the server does it, for the benchmarks. In its package, to reach what is inside. */
public final class PurgePath {

    private PurgePath() {}

    /** A run to its end, with the word that the clock is right: who is due was due long before any run. */
    public static PurgeReport run(Policy policy, Store store, Keys keys, Clock clock) {
        Index index = new Index(keys);
        Envelope envelope = new Envelope();
        Arrivals arrivals = new Arrivals(clock);
        NumberCheck look = new NumberCheck(policy, store, keys, envelope, index, ReassignedNumbers.none());
        CompartmentSeals seals = new CompartmentSeals(index, new DataKeys(keys, envelope, clock));
        DueContact contacts = new DueContact(policy, store, look, seals, arrivals);
        KnownTime time = new KnownTime(policy, store, arrivals);
        DeclaredPurposes purposes = new DeclaredPurposes(policy, store, clock);
        Purge purge = new Purge(
                policy,
                store,
                new Rounds(store, purposes),
                new DueContacts(store, look, contacts),
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
