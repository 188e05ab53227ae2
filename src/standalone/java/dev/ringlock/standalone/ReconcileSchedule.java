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
import java.time.Duration;
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

    private final UnaryOperator<ReconcileStep> function;
    private final Duration first;
    private final Duration every;
    private final BackgroundThread thread = new BackgroundThread("reconcile");

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
        return IntervalSetting.of(
                "RINGLOCK_RECONCILE_EVERY",
                settings.reconcileEvery(),
                Duration.ofDays(1),
                MOST_OFTEN,
                "ten minutes or more, as P1D");
    }

    void start(@Observes @Priority(ServerStart.BACKGROUND_WORK) StartupEvent event) {
        thread.repeat(this::run, first, every);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.stop();
    }

    private void run() {
        try {
            ReconcileStep step = ReconcileStep.first(null, false);
            while (!step.done() && !thread.isStopping()) {
                step = function.apply(step);
            }
        } catch (Throwable e) {
            // no failure may end the schedule
            LOG.warnf("Block lists are compared again at the next time: %s", Endpoint.place(e));
        }
    }
}
