package dev.ringlock.standalone;

import dev.ringlock.dataset.run.DatasetFunction;
import dev.ringlock.dataset.run.DatasetStep;
import dev.ringlock.standalone.StepRuns.FoundWork;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.files.SealedFolder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Makes datasets in the background, and has expired ones deleted. */
@Singleton
class DatasetRuns {

    private final UnaryOperator<DatasetStep> function;
    private final SealedFiles files;
    private final StepRuns runs;
    private final StepFailures failures = new StepFailures();

    @Inject
    DatasetRuns(DatasetFunction function, @Named(SealedFiles.DATASETS) SealedFolder files, Clock clock) {
        this(function::work, files, clock);
    }

    /** @param function does one step */
    DatasetRuns(UnaryOperator<DatasetStep> function, SealedFiles files, Clock clock) {
        this.function = function;
        this.files = files;
        this.runs = new StepRuns("datasets", this::found, clock);
    }

    void start(@Observes @Priority(ServerStart.BACKGROUND_WORK) StartupEvent event) {
        runs.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        runs.stop();
    }

    void look() {
        runs.look();
    }

    private Map<String, FoundWork> found() {
        Map<String, FoundWork> found = files.list(DatasetStep.FOLDER).stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .collect(Collectors.toMap(id -> id, id -> stopping -> goOn(id, stopping)));
        failures.retain(found.keySet());
        return found;
    }

    /** Makes it. It is not looked at again before its time is over. */
    private Instant goOn(String id, BooleanSupplier stopping) {
        DatasetStep step = step(id);
        while (!step.done() && !stopping.getAsBoolean()) {
            step = step(id);
        }
        return Instant.parse(Objects.requireNonNull(step.until()));
    }

    private DatasetStep step(String id) {
        return failures.step(id, giveUp -> function.apply(new DatasetStep(id, false, giveUp, null)));
    }
}
