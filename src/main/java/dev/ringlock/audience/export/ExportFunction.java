package dev.ringlock.audience.export;

import dev.ringlock.http.Endpoint;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.signin.ServedPurpose;
import dev.ringlock.terms.Purpose;
import io.quarkus.funqy.Funq;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One step of writing an export: as many parts as fit into its time. Its caller starts it again with its answer until
 * that is done, and once more when the export has expired. A step may be repeated, and two may run at once.
 */
@Singleton
@Named("export")
public class ExportFunction {

    private final ServedPurpose serving;
    private final ExportWriter job;

    ExportFunction(ServedPurpose serving, ExportWriter job) {
        this.serving = serving;
        this.job = job;
    }

    @Funq
    public ExportStep export(@Nullable ExportStep step) {
        AtomicReference<ExportStep> after = new AtomicReference<>();
        Endpoint.handle("export", () -> after.set(job.step(checked(step))));
        return Objects.requireNonNull(after.get());
    }

    /** IAM would refuse the work for another purpose; this check says why. */
    private ExportStep checked(@Nullable ExportStep step) {
        if (step == null
                || step.exportId() == null
                || !Ulid.isUlid(step.exportId())
                || step.purpose() == null
                || !Purpose.isId(step.purpose())
                || !serving.covers(new Purpose(step.purpose()))) {
            throw new ProblemException(
                    new Problem.Malformed("not_a_step", "This is not a step of an export of this function's purpose."));
        }
        return step;
    }
}
