package dev.ringlock.steps.anchor;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The anchors of a ledger, on that ledger. They hold hashes, counts, and the places of some entries. They name nobody. One run
 * at a time may make them.
 *
 * <p>An entry that arrives later than its place says is in no tree. A later entry of its subject covers it.
 */
public final class Anchors {

    /** The subject of the list of anchors. */
    static final String SUBJECT = "anchors";

    /** How far back the first anchor goes. DynamoDB is asked for each of these days once. */
    private static final Duration REACH = Duration.ofDays(3653);

    /** A transaction and its tries take less, and an index lags by less. */
    private static final Duration LAG = Duration.ofMinutes(15);

    /** They get no leaf: the chain of anchors covers them. With leaves, each anchor would be a reason for the next one. */
    private static final Set<Event> OF_ANCHORS = EnumSet.of(Event.ANCHORED, Event.ANCHOR_HASHES, Event.ANCHOR_STAMPED);

    /** Notices, keys and the policy have places of their own here, whenever they came. Each anchor covers them all again. */
    private static final LedgerSpan BEGINNING = LedgerSpan.oldestFirst(Instant.EPOCH, Instant.EPOCH.plusMillis(1));

    /** An entry of a notice's page has up to 300,000 characters, so few are in memory together. */
    private static final int PAGE_OF_THE_BEGINNING = 20;

    /** An entry with a row of a tree has up to 71 KB. */
    private static final int PAGE = 200;

    private static final int ANCHORS_AT_ONCE = 31;

    private final Store store;
    private final Arrivals arrivals;
    private final Duration reach;

    public Anchors(Store store, Arrivals arrivals) {
        this(store, arrivals, REACH);
    }

    /** @param reach how far back the first anchor goes */
    public Anchors(Store store, Arrivals arrivals, Duration reach) {
        this.store = store;
        this.arrivals = arrivals;
        this.reach = reach;
    }

    public Optional<Anchor> newest() {
        return store.newest(SUBJECT).map(Anchor::of);
    }

    /**
     * The end of the newest anchor that does not end later than now. The next one begins there. A clock that was ahead once made
     * an anchor of a time to come. It covers nothing that arrives after the clock was set right.
     */
    Optional<Instant> end() {
        Instant now = arrivals.now();
        @Nullable String cursor = null;
        do {
            Page<Entry> page = store.recent(SUBJECT, cursor, ANCHORS_AT_ONCE);
            for (Entry entry : page.items()) {
                Instant to = Anchor.of(entry).to();
                if (!to.isAfter(now)) {
                    return Optional.of(to);
                }
            }
            cursor = page.next();
        } while (cursor != null);
        return Optional.empty();
    }

    /** The newest ones, the oldest of them first. */
    List<Anchor> latest(int most) {
        List<Anchor> latest = new ArrayList<>();
        store.recent(SUBJECT, null, most).items().forEach(entry -> latest.add(Anchor.of(entry)));
        Collections.reverse(latest);
        return latest;
    }

    /** All of them, the oldest first. */
    static List<Anchor> all(Store store) {
        return store.wholeHistory(SUBJECT).stream().map(Anchor::of).toList();
    }

    /**
     * Makes an anchor over all that arrived since the one before. Empty if nothing did, or if another run was faster. A run that
     * is cut short leaves rows. The next run finds them and writes only those that are missing.
     */
    public Optional<Anchor> make() {
        Instant now = arrivals.now();
        @Nullable Entry last = store.newest(SUBJECT).orElse(null);
        LedgerSpan span = LedgerSpan.oldestFirst(end().orElseGet(() -> now.minus(reach)), now.minus(LAG));
        if (!span.to().isAfter(span.from()) || !hasLeaf(span)) {
            return Optional.empty();
        }
        GrowingTree tree = new GrowingTree(this::keep);
        walk(BEGINNING, PAGE_OF_THE_BEGINNING, tree);
        walk(span, PAGE, tree);
        tree.end();
        Anchor anchor = new Anchor(
                arrivals.ulid(now).value(),
                span.from(),
                span.to(),
                tree.leaves(),
                tree.levels(),
                tree.root(),
                last == null ? "" : Anchor.of(last).digest());
        return keep(anchor, last) ? Optional.of(anchor) : Optional.empty();
    }

    private boolean hasLeaf(LedgerSpan span) {
        return isAny(span, PAGE, entry -> !OF_ANCHORS.contains(entry.event()));
    }

    private void walk(LedgerSpan span, int atOnce, GrowingTree tree) {
        isAny(span, atOnce, entry -> {
            if (!OF_ANCHORS.contains(entry.event())) {
                tree.add(entry);
            }
            return false;
        });
    }

    /** Reads until one is. {@link Store#readLedger} would read to the end, and more at once. */
    private boolean isAny(LedgerSpan span, int atOnce, Predicate<Entry> wanted) {
        @Nullable String cursor = null;
        do {
            Page<Entry> page = store.ledger(span, cursor, atOnce);
            if (page.items().stream().anyMatch(wanted)) {
                return true;
            }
            cursor = page.next();
        } while (cursor != null);
        return false;
    }

    /** A row is named by its root, so one that is there already is the same. */
    private void keep(int level, TreeRow row) {
        String subject = TreeRow.subject(level, row.root());
        store.<Boolean>change(() -> store.newest(subject).isPresent()
                ? ChangePlan.answer(true)
                : ChangePlan.write(Commit.of(List.of(entry(subject, Event.ANCHOR_HASHES, null, row.fields()))), true));
    }

    /** @return false if another anchor came meanwhile: two with the same one before them would be no chain */
    private boolean keep(Anchor anchor, @Nullable Entry before) {
        return store.<Boolean>change(() -> {
            @Nullable Entry last = store.newest(SUBJECT).orElse(null);
            boolean isLast = last == null
                    ? before == null
                    : before != null && last.hash().equals(before.hash());
            return isLast
                    ? ChangePlan.write(Commit.of(List.of(entry(SUBJECT, Event.ANCHORED, last, anchor.fields()))), true)
                    : ChangePlan.answer(false);
        });
    }

    /** The answer of the time-stamping authority about this anchor. */
    public Optional<byte[]> stamp(Anchor anchor) {
        return stamp(store, anchor);
    }

    static Optional<byte[]> stamp(Store store, Anchor anchor) {
        return store.newest(anchor.stamp())
                .map(entry -> Base64.getDecoder().decode(entry.fields().getOrDefault("stamp", "")));
    }

    /** Keeps that answer. It was checked before. */
    public void keep(Anchor anchor, CheckedStamp stamp) {
        SortedMap<String, String> fields = new TreeMap<>(Map.of(
                "anchor", anchor.digest(),
                "stamped_at", stamp.read().at(),
                "certificate_sha256", stamp.read().certificate(),
                "stamp", Base64.getEncoder().encodeToString(stamp.response())));
        store.append(() -> List.of(entry(
                anchor.stamp(),
                Event.ANCHOR_STAMPED,
                store.newest(anchor.stamp()).orElse(null),
                fields)));
    }

    /** Its place is behind the one before it, though the clock may have been set back. */
    private Entry entry(String subject, Event event, @Nullable Entry before, SortedMap<String, String> fields) {
        Instant now = arrivals.now();
        Ulid place = arrivals.ulid(now);
        if (before == null) {
            return new Entry(subject, place, event, now, "", fields);
        }
        boolean isBehind = place.compareTo(before.ulid()) > 0;
        return new Entry(subject, isBehind ? place : before.ulid().next(), event, now, before.hash(), fields);
    }
}
