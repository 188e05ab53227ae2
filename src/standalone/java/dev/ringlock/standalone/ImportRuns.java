package dev.ringlock.standalone;

import dev.ringlock.imports.run.ImportFunction;
import dev.ringlock.imports.run.ImportProgress;
import dev.ringlock.imports.run.ImportState;
import dev.ringlock.imports.run.ImportStep;
import dev.ringlock.imports.run.Imports;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Checks and runs imports in the background, and has the files of those that are over deleted. */
@Singleton
class ImportRuns {

    private final UnaryOperator<ImportStep> function;
    private final Function<String, Optional<ImportProgress>> imports;
    private final SealedFiles files;
    private final Clock clock;
    private final StepRuns runs;
    private final StepFailures failures = new StepFailures();

    @Inject
    ImportRuns(ImportFunction function, Imports imports, @Named(SealedFiles.IMPORTS) SealedFolder files, Clock clock) {
        this(function::work, imports::find, files, clock);
    }

    /**
     * @param function does one step
     * @param imports tells how one is
     */
    ImportRuns(
            UnaryOperator<ImportStep> function,
            Function<String, Optional<ImportProgress>> imports,
            SealedFiles files,
            Clock clock) {
        this.function = function;
        this.imports = imports;
        this.files = files;
        this.clock = clock;
        this.runs = new StepRuns("imports", this::found, clock);
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
        return files.list(ImportStep.FOLDER).stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .collect(Collectors.toMap(id -> id, id -> stopping -> goOn(id)));
    }

    /** One step: the next import goes on before this one's next. */
    private Instant goOn(String id) {
        if (waitsForPeople(id)) {
            return clock.instant();
        }
        ImportStep step = step(id);
        boolean asksPeople = !step.done() || step.until() == null || waitsForPeople(id);
        return asksPeople ? clock.instant() : Instant.parse(step.until());
    }

    private ImportStep step(String id) {
        return failures.step(id, giveUp -> function.apply(new ImportStep(id, false, giveUp, null)));
    }

    /** Whether somebody may ask for something at any time, and nobody has. */
    private boolean waitsForPeople(String id) {
        return imports.apply(id)
                .filter(found -> found.state() == ImportState.OPEN || found.state() == ImportState.CHECKED)
                .filter(found -> clock.instant().isBefore(found.order().partsUntil()))
                .isPresent();
    }
}
