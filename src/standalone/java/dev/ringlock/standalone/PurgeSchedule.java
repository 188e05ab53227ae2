package dev.ringlock.standalone;

import dev.ringlock.http.Endpoint;
import dev.ringlock.purge.PurgeFunction;
import dev.ringlock.purge.PurgeStep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stands where EventBridge stands on AWS: it starts a purge with the server and then every so often. All runs are on its one
 * thread, so that there is one at a time. One that is cut off has lost nothing: what is due still is.
 */
@Singleton
class PurgeSchedule {

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final Duration MOST_OFTEN = Duration.ofMinutes(1);
    /** For the step at work when the server is stopped; what it has not committed by then is done by the next run. */
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    private final UnaryOperator<PurgeStep> function;
    private final Duration every;
    private final PurgeStep first;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "purge"));

    private @Nullable ScheduledFuture<?> next;
    private volatile boolean stopping;
    private PurgeStep left;

    @Inject
    PurgeSchedule(PurgeFunction function, ServerSettings settings) {
        this(function::purge, every(settings), word(settings));
    }

    /**
     * @param function does one step
     * @param word until when the owner says that the clock is right; null if they do not
     */
    PurgeSchedule(UnaryOperator<PurgeStep> function, Duration every, @Nullable Instant word) {
        this.function = function;
        this.every = every;
        this.first = PurgeStep.first(false).accepting(word);
        this.left = first;
    }

    /** @throws ConfigurationException if RINGLOCK_ACCEPT_CLOCK_UNTIL is no instant */
    static @Nullable Instant word(ServerSettings settings) {
        try {
            return settings.acceptClockUntil().map(Instant::parse).orElse(null);
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    "RINGLOCK_ACCEPT_CLOCK_UNTIL has to be an instant in UTC, as 2029-11-28T12:00:00Z");
        }
    }

    /** @throws ConfigurationException if RINGLOCK_PURGE_EVERY is none that we keep to */
    static Duration every(ServerSettings settings) {
        try {
            Duration every = settings.purgeEvery()
                    .map(Duration::parse)
                    .orElse(settings.demo() ? MOST_OFTEN : Duration.ofHours(1));
            if (every.compareTo(MOST_OFTEN) >= 0) {
                return every;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new ConfigurationException(
                "RINGLOCK_PURGE_EVERY has to be an ISO 8601 duration of a minute or more, as PT1H");
    }

    void start(@Observes @Priority(ServerStart.BACKGROUND_WORK) StartupEvent event) {
        start();
    }

    void start() {
        startIn(Duration.ZERO);
    }

    /** Comes again after a whole wait: whoever let the clock jump can look at what is due before it is purged. */
    void postpone() {
        startIn(every);
    }

    private synchronized void startIn(Duration delay) {
        if (next != null) {
            // a run at work goes on to its end
            next.cancel(false);
        }
        // converted so that what is far too long stays the longest there is
        next = thread.scheduleWithFixedDelay(
                this::goOn,
                TimeUnit.MILLISECONDS.convert(delay),
                TimeUnit.MILLISECONDS.convert(every),
                TimeUnit.MILLISECONDS);
    }

    /** A run of its own; empty if it did not come to its end. */
    Optional<PurgeStep> run(boolean dryRun) {
        try {
            PurgeStep last = thread.submit(() -> walk(dryRun ? PurgeStep.first(true) : first, step -> {}))
                    .get();
            return Optional.of(last).filter(PurgeStep::done);
        } catch (ExecutionException e) {
            LOG.warnf("A run did not come to its end: %s", Endpoint.place(e));
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.shutdown();
        if (!thread.awaitTermination(LAST_STEP.toSeconds(), TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }

    /** The scheduled run: where the last one was cut off this one goes on. */
    private void goOn() {
        try {
            PurgeStep last = walk(left, step -> left = step);
            left = last.done() ? first : last;
        } catch (Throwable e) {
            // whatever it was must not end the schedule
            LOG.warnf("The purge goes on at its next time: %s", Endpoint.place(e));
        }
    }

    private PurgeStep walk(PurgeStep begin, Consumer<PurgeStep> each) {
        PurgeStep step = begin;
        while (!step.done() && !stopping) {
            step = function.apply(step);
            each.accept(step);
        }
        return step;
    }
}
