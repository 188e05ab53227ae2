package dev.ringlock.standalone;

import dev.ringlock.audience.export.ExportFunction;
import dev.ringlock.audience.export.ExportStep;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes exports in the background, and has expired ones deleted. For a purpose that has left the policy it only deletes.
 */
@Singleton
class ExportRuns {

    private final UnaryOperator<ExportStep> function;
    private final SealedFiles files;
    private final Supplier<List<String>> folders;
    private final Set<String> purposes;
    private final Clock clock;
    private final StepRuns runs;

    @Inject
    ExportRuns(ExportFunction function, @Named(SealedFiles.EXPORTS) SealedFolder files, Policy policy, Clock clock) {
        this(
                function::export,
                files,
                files::folders,
                policy.purposes().keySet().stream().map(purpose -> purpose.id()).collect(Collectors.toSet()),
                clock);
    }

    /**
     * @param function does one step
     * @param folders the purposes that have files
     * @param purposes the policy's purposes
     */
    ExportRuns(
            UnaryOperator<ExportStep> function,
            SealedFiles files,
            Supplier<List<String>> folders,
            Set<String> purposes,
            Clock clock) {
        this.function = function;
        this.files = files;
        this.folders = folders;
        this.purposes = purposes;
        this.clock = clock;
        this.runs = new StepRuns("exports", this::found, clock);
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
        return folders.get().stream()
                .flatMap(purpose -> files.list(ExportStep.manifests(purpose)).stream()
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .map(id -> Map.<String, FoundWork>entry(id, stopping -> goOn(id, purpose, stopping))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }

    /** It is not looked at again before it expires. */
    private Instant goOn(String id, String purpose, BooleanSupplier stopping) {
        Instant expiresAt = new Ulid(id).at().plus(ExportStep.LIFE);
        if (!purposes.contains(purpose) && clock.instant().isBefore(expiresAt)) {
            return expiresAt;
        }
        ExportStep step = ExportStep.of(id, purpose);
        while (!step.done() && !stopping.getAsBoolean()) {
            step = function.apply(step);
        }
        return expiresAt;
    }
}
