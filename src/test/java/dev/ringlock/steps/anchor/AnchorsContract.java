package dev.ringlock.steps.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.evidence.PlayedAuthority;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.HashTree;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    /** Else nothing would be anchored for years, and nobody would hear of it. */
    @Test
    void anAnchorOfATimeToComeIsAFailureThatIsTold() {
        write(1);
        clock.advance(DAY.multipliedBy(9));
        assertEquals(List.of(), run.run());
        clock.advance(DAY.multipliedBy(-8));
        List<String> failures = run.run();
        assertEquals(1, failures.size());
        assertTrue(failures.get(0).contains("later time"), failures.get(0));
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

    @Test
    void whatARunThatWasCutShortLeftHurtsNobody() {
        Entry entry = write(1).get(0);
        store().append(() -> List.of(new Entry(
                "anchor/" + arrivals.ulid(clock.instant()) + "/0/0",
                arrivals.ulid(clock.instant()),
                Event.ANCHOR_HASHES,
                clock.instant(),
                "",
                new TreeMap<>(Map.of("nodes", "")))));
        clock.advance(DAY);
        run.run();
        Anchor anchor = anchors.newest().orElseThrow();
        assertEquals(1, anchor.entries());
        assertLeads(entry, anchor, new AnchorPaths(store()));
    }

    private static void assertLeads(Entry entry, Anchor anchor, AnchorPaths paths) {
        assertEquals(anchor, paths.over(entry.ulid().at()).orElseThrow());
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
        @Nullable String cursor = null;
        do {
            Page<Entry> page =
                    store().ledger(LedgerSpan.oldestFirst(from, clock.instant().plusSeconds(1)), cursor, 100);
            entries.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return entries;
    }
}
