package dev.ringlock.purge;

import dev.ringlock.keys.Opener;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.purge.KnownTime.Bounds;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.Capacity;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A run: handles all contacts that were due when it began, page by page. A handled contact leaves the list or moves on
 * it. So an interrupted step loses nothing, and another run does the rest. A run whose clock is not accepted does
 * nothing.
 */
@Singleton
final class Purge {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** A step begins no page after this time. The rest of AWS's three minutes is for finishing a page. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    /** Read at once, in a few requests to DynamoDB. Small enough that a step ends in time. */
    private static final int PAGE = 250;

    private final Policy policy;
    private final Store store;
    private final Rounds rounds;
    private final DueContacts contacts;
    private final KnownTime time;
    private final Arrivals arrivals;
    private final Capacity capacity;

    Purge(
            Policy policy,
            Store store,
            Rounds rounds,
            DueContacts contacts,
            KnownTime time,
            Arrivals arrivals,
            Capacity capacity) {
        this.policy = policy;
        this.store = store;
        this.rounds = rounds;
        this.contacts = contacts;
        this.time = time;
        this.arrivals = arrivals;
        this.capacity = capacity;
    }

    /**
     * Does as much of a run as fits into a step.
     *
     * @throws dev.ringlock.store.StoreUnavailableException if the list cannot be read; the same step may be repeated
     */
    PurgeStep step(PurgeStep before) {
        if (before.done()) {
            return before;
        }
        Instant begin = arrivals.now();
        double used = capacity.used();
        Ulid run = before.run() == null ? arrivals.ulid(begin) : new Ulid(before.run());
        RunCounts tally = new RunCounts(before.report() == null ? PurgeReport.begun(begin) : before.report());
        Bounds bounds = time.bounds(begin, before.word());
        if (!before.dryRun()) {
            begin(before, bounds, begin);
        }
        String cursor = walk(before, run.at(), bounds, begin, tally);
        Instant end = arrivals.now();
        tally.took(Duration.between(begin, end), capacity.used() - used);
        return cursor == null ? ended(before, run, tally, end) : before.next(run.value(), cursor, tally.soFar());
    }

    private void begin(PurgeStep before, Bounds bounds, Instant now) {
        if (!bounds.allow(now)) {
            time.keepFound(bounds);
        } else if (before.run() == null) {
            if (bounds.newest() != null || before.word() != null) {
                // with nothing known, nobody confirms this clock, so its time is not kept. No contact is stored that
                // such a clock could end
                time.keep(now, before.word());
            }
            rounds.begin(before.rotates());
        }
    }

    private PurgeStep ended(PurgeStep before, Ulid run, RunCounts tally, Instant end) {
        PurgeReport report = tally.whole(policy.retention().quality().suspected());
        if (!before.dryRun()) {
            RunReports.write(store, run, report, end);
            if (report.refused() == null) {
                rounds.ended(run, report);
            }
        }
        String kind = before.dryRun() ? " (dry run)" : "";
        LOG.infof("purge %s%s: %d due, %s", run, kind, report.due(), report.counts());
        if (report.refused() != null) {
            LOG.error(report.refused().told(run + kind));
        }
        if (!before.dryRun()) {
            report.watched().forEach(count -> LOG.infof("%s", count));
        }
        return before.next(run.value(), null, report);
    }

    /**
     * Continues, and returns the next cursor; null at the end. Each page acts on one instant, which is checked first.
     */
    private @Nullable String walk(PurgeStep before, Instant dueBy, Bounds bounds, Instant begin, RunCounts tally) {
        Set<Purpose> removed = rounds.removed();
        ExecutorService threads = contacts.threads();
        try (Opener opener = contacts.opener()) {
            DueContact.Step step = new DueContact.Step(opener, before.dryRun());
            @Nullable String cursor = before.cursor();
            Instant now = begin;
            do {
                if (!bounds.allow(now)) {
                    tally.refused(bounds.refused(now));
                    if (!before.dryRun()) {
                        return null;
                    }
                }
                Page<DueRow> page = rounds.page(removed, dueBy, cursor, PAGE);
                contacts.handle(page.items(), step, tally, now, threads);
                cursor = page.next();
                now = arrivals.now();
            } while (cursor != null && now.isBefore(begin.plus(LONGEST_STEP)));
            return cursor;
        } finally {
            threads.shutdown();
        }
    }
}
