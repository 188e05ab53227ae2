package dev.ringlock.imports.run;

import dev.ringlock.http.Endpoint;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.ledger.Ulid;
import io.quarkus.funqy.Funq;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One step of checking or running an import: as many rows as fit into its time. Its caller starts it again with its answer
 * until that is done, and once more when the file's time is over. A step may be repeated, and two may run at once.
 */
@Singleton
@Named("import")
public class ImportFunction {

    private final ImportWork job;

    ImportFunction(ImportWork job) {
        this.job = job;
    }

    @Funq("import")
    public ImportStep work(@Nullable ImportStep step) {
        AtomicReference<ImportStep> after = new AtomicReference<>();
        Endpoint.handle("import", () -> after.set(job.step(checked(step))));
        return Objects.requireNonNull(after.get());
    }

    private static ImportStep checked(@Nullable ImportStep step) {
        if (step == null || step.importId() == null || !Ulid.isUlid(step.importId())) {
            throw new ProblemException(new Problem.Malformed("not_a_step", "This is not a step of an import."));
        }
        return step;
    }
}
