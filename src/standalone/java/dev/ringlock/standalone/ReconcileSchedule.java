package dev.ringlock.standalone;

import dev.ringlock.http.Endpoint;
import dev.ringlock.reconcile.ReconcileFunction;
import dev.ringlock.reconcile.ReconcileStep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Does the work of EventBridge on AWS: it compares providers' block lists with our opt-outs at intervals. The first time is some
 * minutes after the server's start, so that a server that restarts often asks nobody each time. An interrupted run loses nothing.
 */
@Singleton
class ReconcileSchedule {

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final Duration MOST_OFTEN = Duration.ofMinutes(10);
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    private final UnaryOperator<ReconcileStep> function;
    private final Duration first;
    private final Duration every;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "reconcile"));

    private volatile boolean stopping;

    @Inject
    ReconcileSchedule(ReconcileFunction function, ServerSettings settings) {
        this(function::reconcile, MOST_OFTEN, every(settings));
    }

    /**
     * @param function does one step
     * @param first after the start
     */
    ReconcileSchedule(UnaryOperator<ReconcileStep> function, Duration first, Duration every) {
        this.function = function;
        this.first = first;
        this.every = every;
    }

    /** @throws ConfigurationException if RINGLOCK_RECONCILE_EVERY is not a duration that we accept */
    static Duration every(ServerSettings settings) {
        try {
            Duration every = settings.reconcileEvery().map(Duration::parse).orElse(Duration.ofDays(1));
            if (every.compareTo(MOST_OFTEN) >= 0) {
                return every;
            }
        } catch (DateTimeException e) {
            // reported below
        }
        throw new ConfigurationException(
                "RINGLOCK_RECONCILE_EVERY has to be an ISO 8601 duration of ten minutes or more, as P1D");
    }

    void start(@Observes @Priority(ServerStart.BACKGROUND_WORK) StartupEvent event) {
        // convert() turns a far too long duration into the longest possible one
        thread.scheduleWithFixedDelay(
                this::run,
                TimeUnit.MILLISECONDS.convert(first),
                TimeUnit.MILLISECONDS.convert(every),
                TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.shutdown();
        if (!thread.awaitTermination(LAST_STEP.toSeconds(), TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }

    private void run() {
        try {
            ReconcileStep step = ReconcileStep.first(null, false);
            while (!step.done() && !stopping) {
                step = function.apply(step);
            }
        } catch (Throwable e) {
            // no failure may end the schedule
            LOG.warnf("Block lists are compared again at the next time: %s", Endpoint.place(e));
        }
    }
}
