package dev.ringlock.steps.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.evidence.PlayedAuthority;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.HashTree;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anchors cover each entry once, and hold hashes alone. The same on every store. */
public abstract class AnchorsContract {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int AT_ONCE = 90;

    protected final TestClock clock = new TestClock();
    private final PlayedAuthority authority = new PlayedAuthority();
    private Arrivals arrivals;
    private Anchors anchors;
    private AnchorRun run;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @BeforeEach
    void prepare() {
        arrivals = new Arrivals(clock);
        anchors = new Anchors(store(), arrivals, Duration.ofDays(10));
        run = new AnchorRun(anchors, clock, DAY, authority, null);
    }

    @Test
    void eachOfManyEntriesHasAWayToTheRootThatWasStamped() {
        List<Entry> entries = write(TreeRow.WIDTH * 2 + 3);
        clock.advance(DAY);
        assertEquals(List.of(), run.run());
        Anchor anchor = anchors.newest().orElseThrow();
        assertEquals(entries.size(), anchor.entries());
        assertEquals(2, anchor.levels());
        assertEquals(List.of(anchor.digest()), authority.asked);
        AnchorPaths paths = new AnchorPaths(store());
        for (int i = 0; i < entries.size(); i += 97) {
            assertLeads(entries.get(i), anchor, paths);
        }
        assertLeads(entries.get(entries.size() - 1), anchor, paths);
    }

    @Test
    void anEntryIsUnderOneAnchorThoughItComesWhileOneIsMade() {
        Entry first = write(1).get(0);
        clock.advance(DAY);
        Entry late = write(1).get(0);
        run.run();
        clock.advance(DAY);
        run.run();
        AnchorPaths paths = new AnchorPaths(store());
        List<Anchor> all = Anchors.all(store());
        assertEquals(2, all.size());
        assertEquals(List.of(1L, 1L), all.stream().map(Anchor::entries).toList());
        assertEquals(all.get(0).digest(), all.get(1).previous());
        assertLeads(first, all.get(0), paths);
        assertLeads(late, all.get(1), paths);
        assertFalse(paths.of(late, all.get(0)).isPresent());
    }

    /** Notices and keys: their place is at the ledger's beginning, so that nobody writes them twice. */
    @Test
    void anEntryWithAPlaceAtTheBeginningIsUnderEachAnchorAfterItAndNoReasonForOne() {
        Entry notice = notice("01");
        clock.advance(DAY);
        assertEquals(List.of(), run.run());
        assertTrue(anchors.newest().isEmpty());
        write(1);
        clock.advance(DAY);
        run.run();
        Entry later = notice("02");
        write(1);
        clock.advance(DAY);
        run.run();
        AnchorPaths paths = new AnchorPaths(store());
        List<Anchor> all = Anchors.all(store());
        assertEquals(List.of(2L, 3L), all.stream().map(Anchor::entries).toList());
        assertLeads(notice, all.get(0), paths.ofTheBeginning(notice).orElseThrow());
        assertLeads(later, all.get(1), paths.ofTheBeginning(later).orElseThrow());
        assertLeads(notice, all.get(1), paths.of(notice, all.get(1)).orElseThrow());
    }

    private Entry notice(String number) {
        Entry notice = new Entry(
                "notice/signup/" + number,
                Ulid.of(Instant.EPOCH, HexFormat.of().parseHex(number.repeat(10))),
                Event.NOTICE_REGISTERED,
                clock.instant(),
                "",
                new TreeMap<>(Map.of("notice_text", number)));
        store().append(() -> List.of(notice));
        return notice;
    }

    @Test
    void noAnchorIsMadeBeforeADayOrWhereNothingArrived() {
        assertEquals(List.of(), run.run());
        assertTrue(anchors.newest().isEmpty());
        write(1);
        clock.advance(DAY);
        run.run();
        write(1);
        clock.advance(Duration.ofHours(1));
        run.run();
        assertEquals(1, Anchors.all(store()).size());
        clock.advance(DAY);
        run.run();
        clock.advance(DAY.multipliedBy(3));
        run.run();
        assertEquals(2, Anchors.all(store()).size());
        assertEquals(2, authority.asked.size());
    }

    @Test
    void anAuthorityThatDoesNotAnswerIsAskedAgainAndTheNextStampStandsForBoth() {
        Entry first = write(1).get(0);
        clock.advance(DAY);
        authority.silent = true;
        assertEquals(1, run.run().size());
        assertEquals(1, run.run().size());
        assertEquals(2, authority.asked.size());
        write(1);
        clock.advance(DAY);
        authority.silent = false;
        assertEquals(List.of(), run.run());
        List<Anchor> all = Anchors.all(store());
        AnchorPaths paths = new AnchorPaths(store());
        AnchorPath path = paths.of(first, all.get(0)).orElseThrow();
        assertEquals(all.get(1), path.stamped());
        assertEquals(List.of(all.get(1).root()), path.later());
        assertEquals(
                all.get(1).digest(),
                HashTree.anchor(all.get(0).digest(), all.get(1).root()));
        assertLeads(first, all.get(0), paths);
    }

    /** Else nothing would be anchored for a year, and then not what came between. */
    @Test
    void aClockThatWasAheadOnceIsToldAndHidesNothing() {
        Entry first = write(1).get(0);
        clock.advance(DAY.multipliedBy(9));
        authority.silent = true;
        assertEquals(1, run.run().size());
        clock.advance(DAY.multipliedBy(-8));
        authority.silent = false;
        Entry between = write(1).get(0);
        clock.advance(DAY);
        List<String> failures = run.run();
        assertEquals(1, failures.size(), failures.toString());
        assertTrue(failures.get(0).contains("later time"), failures.get(0));
        List<Anchor> all = Anchors.all(store());
        assertEquals(2, all.size());
        assertEquals(all.get(0).digest(), all.get(1).previous());
        assertTrue(anchors.stamp(all.get(1)).isPresent());
        assertEquals(List.of(), run.run());
        AnchorPaths paths = new AnchorPaths(store());
        assertEquals(all, paths.over(between.ulid().at()));
        assertFalse(paths.of(between, all.get(0)).isPresent());
        assertLeads(between, all.get(1), paths.of(between, all.get(1)).orElseThrow());
        assertLeads(first, all.get(0), paths.of(first, all.get(0)).orElseThrow());
        clock.advance(DAY.multipliedBy(5));
        run.run();
        Entry late = write(1).get(0);
        clock.advance(DAY.multipliedBy(2));
        assertEquals(List.of(), run.run());
        Anchor newest = anchors.newest().orElseThrow();
        AnchorPaths later = new AnchorPaths(store());
        assertLeads(late, newest, later.of(late, newest).orElseThrow());
    }

    /** A time stamp that is missing is asked for although the clock was set back. */
    @Test
    void anAnchorOfATimeToComeStillGetsItsTimeStamp() {
        write(1);
        clock.advance(DAY);
        run.run();
        write(1);
        clock.advance(DAY.multipliedBy(9));
        authority.silent = true;
        run.run();
        clock.advance(DAY.multipliedBy(-9).plusHours(1));
        authority.silent = false;
        assertEquals(1, run.run().size());
        assertEquals(2, Anchors.all(store()).size());
        assertTrue(anchors.stamp(anchors.newest().orElseThrow()).isPresent());
    }

    @Test
    void nothingOfAnybodyIsInAnAnchorOrLeaves() {
        Entry entry = write(3).get(0);
        clock.advance(DAY);
        run.run();
        List<Entry> made = all(clock.instant().minus(Duration.ofHours(1))).stream()
                .filter(each -> each.subject().startsWith("anchor"))
                .toList();
        assertEquals(3, made.size(), made.toString());
        for (Entry each : made) {
            assertFalse(each.toString().contains(entry.subject()), each.toString());
            assertFalse(each.toString().contains(entry.hash()), "a leaf is a hash of the entry's hash");
        }
        assertTrue(authority.asked.stream().allMatch(digest -> digest.matches("[0-9a-f]{64}")));
    }

    /** A disk that is nearly full, or a server that is killed, must not make the ledger grow with each try. */
    @Test
    void runsThatAreCutShortAgainAndAgainWriteEachRowOnce() {
        List<Entry> entries = write(TreeRow.WIDTH * 2 + 3);
        clock.advance(DAY);
        Instant before = clock.instant();
        AtomicInteger left = new AtomicInteger();
        Anchors failing = new Anchors(
                new ForwardingStore(store()) {
                    @Override
                    public CommitResult commit(Commit commit) {
                        if (left.getAndDecrement() <= 0) {
                            throw new StoreUnavailableException("killed", null);
                        }
                        return super.commit(commit);
                    }
                },
                arrivals,
                Duration.ofDays(10));
        for (int tried = 0; tried < 8; tried++) {
            left.set(tried < 4 ? 1 : 0);
            assertThrows(StoreUnavailableException.class, failing::make);
            clock.advance(Duration.ofHours(1));
            assertTrue(all(before).size() <= 4, "at the try " + tried);
        }
        left.set(1);
        Anchor anchor = failing.make().orElseThrow();
        assertEquals(5, all(before).size());
        assertEquals(List.of(), run.run());
        assertEquals(entries.size(), anchor.entries());
        AnchorPaths paths = new AnchorPaths(store());
        assertLeads(entries.get(0), anchor, paths);
        assertLeads(entries.get(entries.size() - 1), anchor, paths);
    }

    @Test
    void aLookThatFindsNothingNewWritesNothing() {
        for (int number = 10; number < 30; number++) {
            notice(String.valueOf(number));
        }
        write(1);
        clock.advance(DAY);
        run.run();
        Instant before = clock.instant();
        for (int looked = 0; looked < 3; looked++) {
            clock.advance(DAY);
            run.run();
        }
        assertEquals(3, all(before).size(), "the row, the anchor and its time stamp");
    }

    /** Two with the same anchor before them would be no chain. */
    @Test
    void aRunThatAnotherOneOvertookMakesNoAnchor() {
        Entry entry = write(1).get(0);
        clock.advance(DAY);
        AtomicBoolean overtaken = new AtomicBoolean();
        Anchors slow = new Anchors(
                new ForwardingStore(store()) {
                    @Override
                    public CommitResult commit(Commit commit) {
                        if (overtaken.compareAndSet(false, true)) {
                            anchors.make();
                        }
                        return super.commit(commit);
                    }
                },
                arrivals,
                Duration.ofDays(10));
        assertTrue(slow.make().isEmpty());
        assertEquals(List.of(), run.run());
        assertEquals(1, Anchors.all(store()).size());
        assertLeads(entry, anchors.newest().orElseThrow(), new AnchorPaths(store()));
    }

    /** The ledger may have two of them all the same. No way leads from one to the other. */
    @Test
    void aWayEndsWhereTheNextAnchorDoesNotFollow() {
        Entry entry = write(1).get(0);
        clock.advance(DAY);
        authority.silent = true;
        run.run();
        Anchor own = anchors.newest().orElseThrow();
        Anchor other = new Anchor(
                arrivals.ulid(clock.instant()).value(), own.from(), own.to(), 1, 1, own.root(), own.previous());
        clock.advance(DAY);
        store().append(() -> List.of(new Entry(
                Anchors.SUBJECT, arrivals.ulid(clock.instant()), Event.ANCHORED, clock.instant(), "", other.fields())));
        authority.silent = false;
        run.run();
        AnchorPath path = new AnchorPaths(store()).of(entry, own).orElseThrow();
        assertEquals(own, path.stamped());
        assertEquals(List.of(), path.later());
        assertEquals(0, path.stamp().length);
    }

    @Test
    void anAnchorThatLacksARowHasNoWay() {
        Entry entry = write(1).get(0);
        Anchor lost = new Anchor("lost", clock.instant(), clock.instant().plusSeconds(60), 2000, 2, "d".repeat(64), "");
        assertTrue(new AnchorPaths(store()).of(entry, lost).isEmpty());
    }

    private static void assertLeads(Entry entry, Anchor anchor, AnchorPaths paths) {
        assertEquals(List.of(anchor), paths.over(entry.ulid().at()));
        assertLeads(entry, anchor, paths.of(entry, anchor).orElseThrow());
    }

    private static void assertLeads(Entry entry, Anchor anchor, AnchorPath path) {
        assertEquals(anchor, path.anchor());
        assertEquals(
                anchor.root(), HashTree.root(HashTree.leaf(entry.hash()), path.index(), anchor.entries(), path.path()));
        assertTrue(path.stamp().length > 0);
    }

    private List<Entry> write(int count) {
        List<Entry> written = new ArrayList<>();
        while (written.size() < count) {
            Instant now = clock.instant();
            List<Entry> some = IntStream.range(0, Math.min(AT_ONCE, count - written.size()))
                    .mapToObj(number -> new Entry(
                            "actor/person" + number,
                            arrivals.ulid(now),
                            Event.READ,
                            now,
                            "",
                            new TreeMap<>(Map.of("action", "audit"))))
                    .toList();
            store().append(() -> some);
            written.addAll(some);
            clock.advance(Duration.ofMillis(1));
        }
        return written;
    }

    private List<Entry> all(Instant from) {
        List<Entry> entries = new ArrayList<>();
        store().readLedger(LedgerSpan.oldestFirst(from, clock.instant().plusSeconds(1)), entries::add);
        return entries;
    }
}
