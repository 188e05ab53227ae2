package dev.ringlock.standalone;

import dev.ringlock.audience.export.ExportFunction;
import dev.ringlock.audience.export.ExportStep;
import dev.ringlock.http.Endpoint;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Does the work of EventBridge and Step Functions on AWS. It checks every second which exports exist, does the steps of
 * unfinished ones, and has expired ones deleted. For a purpose that has left the policy it only deletes. It begins with
 * the server, so that unfinished exports continue after a restart.
 */
@Singleton
class ExportRuns {

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);
    /** A younger export may have its file but not yet its database entry. */
    private static final Duration NEW = Duration.ofSeconds(10);
    /** How long a stopping server waits for the step at work. The next server does the rest. */
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    private final UnaryOperator<ExportStep> function;
    private final SealedFiles files;
    private final Supplier<List<String>> folders;
    private final Set<String> purposes;
    private final Clock clock;
    private final Map<String, Instant> notBefore = new HashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "exports"));

    private volatile boolean stopping;

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
    }

    void start(@Observes @Priority(ServerStart.BACKGROUND_WORK) StartupEvent event) {
        start();
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, 0, CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.shutdown();
        if (!thread.awaitTermination(LAST_STEP.toSeconds(), TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }

    /** No failure may end the checks. */
    void look() {
        try {
            Map<String, String> purposeById = folders.get().stream()
                    .flatMap(purpose -> files.list(ExportStep.manifests(purpose)).stream()
                            .map(name -> Map.entry(name.substring(name.lastIndexOf('/') + 1), purpose)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
            notBefore.keySet().retainAll(Set.copyOf(purposeById.keySet()));
            purposeById.forEach(this::goOn);
        } catch (Throwable e) {
            LOG.warnf("Exports are checked again soon: %s", Endpoint.place(e));
        }
    }

    private void goOn(String id, String purpose) {
        if (clock.instant().isBefore(notBefore.getOrDefault(id, Instant.MIN))) {
            return;
        }
        try {
            Instant expiresAt = new Ulid(id).at().plus(ExportStep.LIFE);
            if (!purposes.contains(purpose) && clock.instant().isBefore(expiresAt)) {
                notBefore.put(id, expiresAt);
                return;
            }
            ExportStep step = ExportStep.of(id, purpose);
            while (!step.done() && !stopping) {
                step = function.apply(step);
            }
            // not checked again before it expires
            notBefore.put(id, expiresAt);
        } catch (Throwable e) {
            LOG.warnf("An export continues soon: %s", Endpoint.place(e));
            Instant now = clock.instant();
            boolean isNew = Ulid.first(now.minus(NEW)).value().compareTo(id) <= 0;
            notBefore.put(id, now.plus(isNew ? CHECK_EVERY : AFTER_A_FAILURE));
        }
    }
}
