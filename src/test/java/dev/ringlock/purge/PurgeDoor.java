package dev.ringlock.purge;

import dev.ringlock.Engines;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.policy.Policy;
import dev.ringlock.reassigned.ReassignedNumbers;
import dev.ringlock.reassigned.ReassignedNumbers.Answer;
import dev.ringlock.store.Capacity;
import dev.ringlock.store.Store;
import java.util.Objects;

/** The way into this door for tests, here and elsewhere. */
public final class PurgeDoor {

    private final Purge purge;

    public PurgeDoor(Engines on) {
        this(on, on.policy, on.store, on.keys, (number, since) -> Answer.NO_DATA, () -> 0);
    }

    public PurgeDoor(
            Engines on, Policy policy, Store store, Keys keys, ReassignedNumbers reassigned, Capacity capacity) {
        Look look = new Look(policy, store, keys, new Envelope(), on.index, reassigned);
        DueContact contacts = new DueContact(policy, store, look, on.seals, on.arrivals);
        this.purge = new Purge(policy, store, look, contacts, on.arrivals, capacity);
    }

    public PurgeStep step(PurgeStep before) {
        return purge.step(before);
    }

    /** A run to its end. */
    public PurgeReport run(boolean dryRun) {
        PurgeStep step = PurgeStep.first(dryRun);
        while (!step.done()) {
            step = purge.step(step);
        }
        return Objects.requireNonNull(step.report());
    }
}
