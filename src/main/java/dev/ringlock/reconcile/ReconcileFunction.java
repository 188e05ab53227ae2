package dev.ringlock.reconcile;

import dev.ringlock.http.Endpoint;
import io.quarkus.funqy.Funq;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One step of a reconciliation. Its caller starts it again with its answer until that is done. If the store or the key engine
 * fails, the same step may be repeated.
 */
@Singleton
@Named("reconcile")
public class ReconcileFunction {

    private final Reconcile reconcile;

    ReconcileFunction(Reconcile reconcile) {
        this.reconcile = reconcile;
    }

    @Funq
    public ReconcileStep reconcile(@Nullable ReconcileStep step) {
        AtomicReference<ReconcileStep> after = new AtomicReference<>();
        Endpoint.handle(
                "reconcile", () -> after.set(reconcile.step(step == null ? ReconcileStep.first(null, false) : step)));
        return Objects.requireNonNull(after.get());
    }
}
