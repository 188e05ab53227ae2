package dev.ringlock.reconcile;

import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Opener;
import dev.ringlock.policy.Policy;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockListUnavailableException;
import dev.ringlock.provider.BlockLists;
import dev.ringlock.provider.BlockPage;
import dev.ringlock.provider.Provider;
import dev.ringlock.reconcile.SeenPeople.ListedPeople;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.BlockedPeople;
import dev.ringlock.steps.BlockedPerson;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.steps.OptOuts;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One run after the other, each with one provider. First the provider's list is read to its end, and what is new there is taken. Then ours is
 * walked, and what the provider lacks is told to it. Each page may be done again.
 */
@Singleton
public final class Reconcile {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** A step begins no page after this time. The rest of AWS's three minutes is for finishing one. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    private static final String THEIRS = "theirs/";
    private static final String OURS = "ours/";

    private final BlockLists lists;
    private final Theirs theirs;
    private final Ours ours;
    private final SeenPeople seen;
    private final ReconcileReports reports;
    private final Arrivals arrivals;

    Reconcile(
            BlockLists lists, Theirs theirs, Ours ours, SeenPeople seen, ReconcileReports reports, Arrivals arrivals) {
        this.lists = lists;
        this.theirs = theirs;
        this.ours = ours;
        this.seen = seen;
        this.reports = reports;
        this.arrivals = arrivals;
    }

    /** For a program that is no function. */
    public static Reconcile of(Policy policy, Store store, Keys keys, BlockLists lists, Clock clock) {
        Index index = new Index(keys, new KeyCheck(store, clock));
        Arrivals arrivals = new Arrivals(clock);
        OptOuts optOuts = new OptOuts(policy, store, index, arrivals);
        BlockedPeople people = new BlockedPeople(policy, index, optOuts);
        return new Reconcile(
                lists,
                new Theirs(store, people, optOuts, arrivals),
                new Ours(store, people, keys, new Envelope()),
                new SeenPeople(store, index),
                new ReconcileReports(store),
                arrivals);
    }

    /**
     * Does as much of a run as fits into a step.
     *
     * @throws dev.ringlock.UnavailableException if the store or the key engine cannot be used; the same step may be repeated
     */
    public ReconcileStep step(ReconcileStep before) {
        if (before.done()) {
            return before;
        }
        Instant begin = arrivals.now();
        SortedMap<String, BlockList> all = lists.all();
        if (before.rest() == null) {
            return before.begun(arrivals.ulid(begin), providers(before.provider(), all), null);
        }
        String name = Objects.requireNonNull(before.provider());
        Difference difference = new Difference(
                Objects.requireNonNullElseGet(before.report(), () -> ReconcileReport.begun(name, begin)));
        Place place = new Place(before.cursor(), before.pages());
        try {
            walk(before, account(name, all), place, begin, difference);
        } catch (BlockListUnavailableException e) {
            difference.unavailable(String.valueOf(e.getMessage()));
            place.end();
        }
        Instant end = arrivals.now();
        ReconcileReport report = difference.report(Duration.between(begin, end));
        return place.isEnd() ? ended(before, report, end) : before.next(place.cursor, place.pages, report);
    }

    private static List<String> providers(@Nullable String wanted, SortedMap<String, BlockList> all) {
        if (wanted != null && !all.containsKey(wanted)) {
            throw new IllegalArgumentException("no account with a block list is set up there");
        }
        return wanted == null ? List.copyOf(all.keySet()) : List.of(wanted);
    }

    /** A provider and its list. */
    private record Listed(Provider provider, BlockList list) {}

    private Listed account(String name, SortedMap<String, BlockList> all) {
        BlockList list = all.get(name);
        Provider provider = lists.provider(name).orElse(null);
        if (list == null || provider == null) {
            throw new BlockListUnavailableException("the account is set up no more");
        }
        return new Listed(provider, list);
    }

    /** The place of a run: in the provider's list, in ours, or at its end. */
    private static final class Place {

        private @Nullable String cursor;
        private int pages;

        Place(@Nullable String cursor, int pages) {
            this.cursor = cursor == null ? THEIRS : cursor;
            this.pages = pages;
        }

        boolean isAtTheirs() {
            return cursor != null && cursor.startsWith(THEIRS);
        }

        /** Behind the name of its part; null at that part's begin. */
        @Nullable
        String inside() {
            String rest = cursor == null ? "" : cursor.substring(cursor.indexOf('/') + 1);
            return rest.isEmpty() ? null : rest;
        }

        void end() {
            cursor = null;
        }

        boolean isEnd() {
            return cursor == null;
        }
    }

    private void walk(ReconcileStep step, Listed at, Place place, Instant begin, Difference difference) {
        try (Opener opener = ours.opener()) {
            @Nullable ListedPeople known = null;
            do {
                if (place.isAtTheirs()) {
                    theirs(step, at, place, difference);
                } else {
                    known = known == null ? known(step, at, place) : known;
                    String next = ours.page(
                            at.provider().name(), at.list(), place.inside(), known, opener, step.dryRun(), difference);
                    place.cursor = next == null ? null : OURS + next;
                }
            } while (!place.isEnd() && arrivals.now().isBefore(begin.plus(LONGEST_STEP)));
        }
    }

    private void theirs(ReconcileStep step, Listed at, Place place, Difference difference) {
        Instant now = arrivals.now();
        BlockPage page = at.list().page(place.inside(), now);
        String next = page.next();
        if (next != null && next.equals(place.inside())) {
            throw new BlockListUnavailableException("the provider's list comes back to the same page");
        }
        List<BlockedPerson> people = theirs.take(at.provider(), at.list(), page, step, difference);
        if (at.list().isWhole()) {
            seen.keep(run(step), at.provider().name(), place.pages, people, now);
            place.pages++;
        }
        boolean compares = at.list().isWhole() || at.list().isOpen();
        place.cursor = page.next() != null ? THEIRS + page.next() : compares ? OURS : null;
    }

    /** A list that is not whole may have anybody, so each of ours is told to it. */
    private ListedPeople known(ReconcileStep step, Listed at, Place place) {
        return seen.all(run(step), at.provider().name(), place.pages);
    }

    private ReconcileStep ended(ReconcileStep before, ReconcileReport report, Instant end) {
        String kind = before.dryRun() ? " (dry run)" : "";
        LOG.infof("reconcile %s%s with %s: %s", before.run(), kind, report.provider(), report.counts());
        if (report.unavailable() != null) {
            LOG.errorf("reconcile %s%s with %s: %s", before.run(), kind, report.provider(), report.unavailable());
        }
        if (!before.dryRun()) {
            reports.write(run(before), report, end);
            if (report.watched().count() > 0) {
                LOG.infof("%s", report.watched());
            }
        }
        return before.begun(arrivals.ulid(end), Objects.requireNonNull(before.rest()), report);
    }

    private static String run(ReconcileStep step) {
        return Objects.requireNonNull(step.run());
    }
}
