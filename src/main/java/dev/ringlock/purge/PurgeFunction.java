package dev.ringlock.purge;

import dev.ringlock.http.Endpoint;
import io.quarkus.funqy.Funq;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
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

    @Funq
    public PurgeStep purge(@Nullable PurgeStep step) {
        AtomicReference<PurgeStep> after = new AtomicReference<>();
        Endpoint.handle("purge", () -> after.set(purge.step(step == null ? PurgeStep.first(false) : step)));
        return Objects.requireNonNull(after.get());
    }
}
