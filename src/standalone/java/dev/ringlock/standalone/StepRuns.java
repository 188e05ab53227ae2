package dev.ringlock.standalone;

import dev.ringlock.http.Endpoint;
import dev.ringlock.ledger.Ulid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does the work of EventBridge and Step Functions on AWS. It checks every second which works of several steps there are, and
 * goes on with each. It begins with the server, so that unfinished ones continue after a restart.
 */
final class StepRuns {

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);
    /** A younger one may have its file but not yet its database entry. */
    private static final Duration NEW = Duration.ofSeconds(10);

    /** A work that is there. */
    interface FoundWork {

        /**
         * Does its steps until it is done, or the server stops.
         *
         * @return when to look at it again
         */
        Instant goOn(BooleanSupplier stopping);
    }

    private final String name;
    private final Supplier<Map<String, FoundWork>> works;
    private final Clock clock;
    private final Map<String, Instant> notBefore = new HashMap<>();
    private final BackgroundThread thread;

    /**
     * @param name of the thread and in the log, such as {@code exports}
     * @param works by their ids, which are ULIDs
     */
    StepRuns(String name, Supplier<Map<String, FoundWork>> works, Clock clock) {
        this.name = name;
        this.works = works;
        this.clock = clock;
        this.thread = new BackgroundThread(name);
    }

    void start() {
        thread.repeat(this::look, Duration.ZERO, CHECK_EVERY);
    }

    void stop() throws InterruptedException {
        thread.stop();
    }

    /** No failure may end the checks. */
    void look() {
        try {
            Map<String, FoundWork> found = works.get();
            notBefore.keySet().retainAll(Set.copyOf(found.keySet()));
            found.forEach(this::goOn);
        } catch (Throwable e) {
            LOG.warnf("The %s are checked again soon: %s", name, Endpoint.place(e));
        }
    }

    private void goOn(String id, FoundWork work) {
        if (thread.isStopping() || clock.instant().isBefore(notBefore.getOrDefault(id, Instant.MIN))) {
            return;
        }
        try {
            notBefore.put(id, work.goOn(thread::isStopping));
        } catch (Throwable e) {
            LOG.warnf("One of the %s continues soon: %s", name, Endpoint.place(e));
            Instant now = clock.instant();
            boolean isNew = Ulid.first(now.minus(NEW)).value().compareTo(id) <= 0;
            notBefore.put(id, now.plus(isNew ? CHECK_EVERY : AFTER_A_FAILURE));
        }
    }
}
