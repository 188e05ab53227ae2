package dev.ringlock.dataset.run;

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
 * One step of making a dataset: as many contacts as fit into its time. Its caller starts it again with its answer until that
 * is done, and again when its time is over, and when its table is. A step may be repeated, and two may run at once.
 */
@Singleton
@Named("dataset")
public class DatasetFunction {

    private final DatasetWork job;

    DatasetFunction(DatasetWork job) {
        this.job = job;
    }

    @Funq("dataset")
    public DatasetStep work(@Nullable DatasetStep step) {
        AtomicReference<DatasetStep> after = new AtomicReference<>();
        Endpoint.handle("dataset", () -> after.set(job.step(checked(step))));
        return Objects.requireNonNull(after.get());
    }

    private static DatasetStep checked(@Nullable DatasetStep step) {
        if (step == null || step.datasetId() == null || !Ulid.isUlid(step.datasetId())) {
            throw new ProblemException(new Problem.Malformed("not_a_step", "This is not a step of a dataset."));
        }
        return step;
    }
}
