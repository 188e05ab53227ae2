package dev.ringlock.standalone;

import dev.ringlock.http.Endpoint;
import dev.ringlock.http.WatchedCount;
import dev.ringlock.store.Store;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Looks each hour whether an anchor is due, or the newest one has not been shown outside of the house. A failure loses
 * nothing: the next look tries again.
 */
@Singleton
class AnchorSchedule {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** A server that restarts often does not ask the authority at each start. */
    private static final Duration FIRST = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofHours(1);

    private final Optional<Supplier<List<String>>> run;
    private final Duration first;
    private final Duration every;
    private final boolean demo;
    private final BackgroundThread thread = new BackgroundThread("anchors");

    @Inject
    AnchorSchedule(ServerSettings settings, Store store, Clock clock) {
        this(ServerAnchors.of(settings, store, clock).map(run -> run::run), FIRST, LOOK, settings.demo());
    }

    /**
     * @param run does what is due, and tells what failed
     * @param first after the start
     */
    AnchorSchedule(Optional<Supplier<List<String>>> run, Duration first, Duration every, boolean demo) {
        this.run = run;
        this.first = first;
        this.every = every;
        this.demo = demo;
    }

    void start(@Observes @Priority(ServerStart.BACKGROUND_WORK) StartupEvent event) {
        run.ifPresentOrElse(wanted -> thread.repeat(() -> look(wanted), first, every), () -> {
            if (!demo) {
                LOG.info("The ledger is not anchored: neither RINGLOCK_TIME_AUTHORITY nor RINGLOCK_ANCHORS is set.");
            }
        });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.stop();
    }

    private static void look(Supplier<List<String>> run) {
        try {
            run.get().forEach(AnchorSchedule::warn);
        } catch (Throwable e) {
            // no failure may end the schedule
            warn("The ledger was not anchored: " + Endpoint.place(e));
        }
    }

    private static void warn(String why) {
        LOG.warnf("%s. It is tried again in an hour.", why);
        LOG.infof("%s", WatchedCount.once("anchor", "failed"));
    }
}
