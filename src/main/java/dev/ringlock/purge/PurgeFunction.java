package dev.ringlock.purge;

import dev.ringlock.http.Endpoint;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.policy.Policy;
import dev.ringlock.reassigned.ReassignedNumbers;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.DeclaredPurposes;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.Store;
import io.quarkus.funqy.Funq;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One step of a purge: as much of the run as fits into its time. Its caller starts it again with its answer until that
 * is done. It fails only if the store cannot be read. Then the same step may be repeated. Two may run at once.
 */
@Singleton
@Named("purge")
public class PurgeFunction {

    private final Purge purge;

    PurgeFunction(Purge purge) {
        this.purge = purge;
    }

    /** For a program that is no function. */
    public static PurgeFunction of(Policy policy, Store store, Keys keys, ReassignedNumbers reassigned, Clock clock) {
        Envelope envelope = new Envelope();
        Index index = new Index(keys, new KeyCheck(store, clock));
        Arrivals arrivals = new Arrivals(clock);
        NumberCheck look = new NumberCheck(policy, store, keys, envelope, index, reassigned);
        CompartmentSeals seals = new CompartmentSeals(index, new DataKeys(keys, envelope, clock));
        Rekeying rekeying =
                new Rekeying(policy, store, index, look, seals, arrivals, new IndexRotation(store, keys, clock));
        return new PurgeFunction(new Purge(
                policy,
                store,
                new Rounds(store, new DeclaredPurposes(policy, store, clock), rekeying),
                new DueContacts(store, look, new DueContact(policy, store, look, seals, arrivals, rekeying)),
                new KnownTime(policy, store, arrivals),
                arrivals,
                () -> 0));
    }

    @Funq
    public PurgeStep purge(@Nullable PurgeStep step) {
        AtomicReference<PurgeStep> after = new AtomicReference<>();
        Endpoint.handle("purge", () -> after.set(purge.step(step == null ? PurgeStep.first(false) : step)));
        return Objects.requireNonNull(after.get());
    }
}
