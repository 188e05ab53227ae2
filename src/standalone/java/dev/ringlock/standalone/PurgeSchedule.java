package dev.ringlock.standalone;

import dev.ringlock.http.Endpoint;
import dev.ringlock.purge.PurgeFunction;
import dev.ringlock.purge.PurgeStep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does the work of EventBridge on AWS: it starts a purge with the server and then at intervals. All runs are on its
 * only thread, so one runs at a time. An interrupted run loses nothing: the rest is still due.
 */
@Singleton
class PurgeSchedule {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final UnaryOperator<PurgeStep> function;
    private final Duration every;
    private final PurgeStep first;
    private final BackgroundThread thread = new BackgroundThread("purge");

    private @Nullable ScheduledFuture<?> next;
    private PurgeStep unfinished;

    @Inject
    PurgeSchedule(PurgeFunction function, ServerSettings settings) {
        this(function::purge, PurgeSettings.every(settings), PurgeSettings.acceptedUntil(settings));
    }

    /**
     * @param function does one step
     * @param acceptedUntil the instant up to which the owner confirms the clock; null without one
     */
    PurgeSchedule(UnaryOperator<PurgeStep> function, Duration every, @Nullable Instant acceptedUntil) {
        this.function = function;
        this.every = every;
        this.first = PurgeStep.first(false).accepting(acceptedUntil);
        this.unfinished = first;
    }

    void start(@Observes @Priority(ServerStart.BACKGROUND_WORK) StartupEvent event) {
        start();
    }

    void start() {
        startIn(Duration.ZERO);
    }

    /**
     * Runs again after a full interval. After a jump of the clock, the due contacts can be looked at before they are
     * purged.
     */
    void postpone() {
        startIn(every);
    }

    private synchronized void startIn(Duration delay) {
        if (next != null) {
            // a run at work continues to its end
            next.cancel(false);
        }
        next = thread.repeat(this::goOn, delay, every);
    }

    /** A run outside the schedule. Empty if it did not finish. */
    Optional<PurgeStep> run(boolean dryRun) {
        try {
            PurgeStep last = thread.submit(() -> walk(dryRun ? PurgeStep.first(true) : first, step -> {}))
                    .get();
            return Optional.of(last).filter(PurgeStep::done);
        } catch (ExecutionException e) {
            LOG.warnf("A run did not finish: %s", Endpoint.place(e));
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.stop();
    }

    /** The scheduled run. It continues where the last one was interrupted. */
    private void goOn() {
        try {
            PurgeStep last = walk(unfinished, step -> unfinished = step);
            unfinished = last.done() ? first : last;
        } catch (Throwable e) {
            // no failure may end the schedule
            LOG.warnf("The purge continues at its next run: %s", Endpoint.place(e));
        }
    }

    private PurgeStep walk(PurgeStep begin, Consumer<PurgeStep> each) {
        PurgeStep step = begin;
        while (!step.done() && !thread.isStopping()) {
            step = function.apply(step);
            each.accept(step);
        }
        return step;
    }
}
