package dev.ringlock.purge;

import dev.ringlock.Engines;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.policy.Policy;
import dev.ringlock.reassigned.ReassignedNumbers;
import dev.ringlock.reassigned.ReassignedNumbers.Reassignment;
import dev.ringlock.steps.DeclaredPurposes;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.store.Capacity;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.util.Objects;

/** The way into this door for tests, here and elsewhere. */
public final class PurgeClient {

    private final KnownTime known;
    private final Purge purge;

    public PurgeClient(Engines on) {
        this(on, on.policy, on.store, on.keys, (number, since) -> Reassignment.NO_DATA, () -> 0);
    }

    public PurgeClient(
            Engines on, Policy policy, Store store, Keys keys, ReassignedNumbers reassigned, Capacity capacity) {
        NumberCheck look = new NumberCheck(policy, store, keys, new Envelope(), on.index, reassigned);
        IndexRotation rotation = new IndexRotation(store, on.keys, on.clock);
        Rekeying rekeying = new Rekeying(policy, store, on.index, look, on.seals, on.arrivals, rotation);
        DueContact contacts = new DueContact(policy, store, look, on.seals, on.arrivals, rekeying);
        this.known = new KnownTime(policy, store, on.arrivals);
        this.purge = new Purge(
                policy,
                store,
                new Rounds(store, new DeclaredPurposes(policy, store, on.clock), rekeying),
                new DueContacts(store, look, contacts),
                known,
                on.arrivals,
                capacity);
    }

    /** The owner says that the clock is right: no run searches years of days for an earlier one, which takes long. */
    public PurgeClient vouchedFor(Instant now) {
        known.accept(now);
        return this;
    }

    public PurgeStep step(PurgeStep before) {
        return purge.step(before);
    }

    /** A run to its end. */
    public PurgeReport run(boolean dryRun) {
        return run(PurgeStep.first(dryRun));
    }

    /** A run to its end, with the owner's word that the clock is right up to that instant. */
    public PurgeReport runAccepting(Instant until) {
        return run(PurgeStep.first(false).accepting(until));
    }

    private PurgeReport run(PurgeStep first) {
        PurgeStep step = first;
        while (!step.done()) {
            step = purge.step(step);
        }
        return Objects.requireNonNull(step.report());
    }
}
