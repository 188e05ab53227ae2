package dev.ringlock.steps.anchor;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Head;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The anchors of a ledger, on that ledger. They hold hashes and counts, and nothing of anybody. One run at a time may make
 * them.
 *
 * <p>An entry that arrives later than its place says is in no tree. A later entry of its subject covers it.
 */
public final class Anchors {

    /** The subject of the list of anchors. */
    static final String SUBJECT = "anchors";

    /** How far back the first anchor goes. DynamoDB is asked for each of these days once. */
    private static final Duration REACH = Duration.ofDays(3653);

    /** Longer than a transaction and its tries take, and longer than an index lags. */
    private static final Duration LAG = Duration.ofMinutes(15);

    /** Each anchor covers the one before it, so these need no leaf. Else each would be the reason for the next. */
    private static final Set<Event> OF_ANCHORS = EnumSet.of(Event.ANCHORED, Event.ANCHOR_HASHES, Event.ANCHOR_STAMPED);

    /**
     * Notices, keys and the policy have places of their own at the beginning, whenever they came. So each anchor covers all of
     * them again.
     */
    private static final LedgerSpan BEGINNING = LedgerSpan.oldestFirst(Instant.EPOCH, Instant.EPOCH.plusMillis(1));

    private static final int PAGE = 500;

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

    /** The newest ones, the oldest of them first. */
    List<Anchor> latest(int most) {
        List<Anchor> all = all(store);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /** All of them, the oldest first. */
    static List<Anchor> all(Store store) {
        List<Anchor> anchors = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Entry> page = store.history(SUBJECT, cursor, PAGE);
            page.items().forEach(entry -> anchors.add(Anchor.of(entry)));
            cursor = page.next();
        } while (cursor != null);
        return anchors;
    }

    /**
     * Makes an anchor over all that arrived since the one before. Empty if nothing did. Rows of a run that is cut short are named
     * by no anchor, and the next run begins anew.
     */
    public Optional<Anchor> make() {
        Instant now = arrivals.now();
        @Nullable Anchor before = newest().orElse(null);
        LedgerSpan span = LedgerSpan.oldestFirst(before == null ? now.minus(reach) : before.to(), now.minus(LAG));
        if (!span.to().isAfter(span.from())) {
            return Optional.empty();
        }
        String id = arrivals.ulid(now).value();
        GrowingTree tree = new GrowingTree((level, number, row) -> append(
                new Anchor(id, span.from(), span.to(), 0, 0, "", "").row(level, number),
                Event.ANCHOR_HASHES,
                row.fields()));
        walk(BEGINNING, tree);
        long atTheBeginning = tree.leaves();
        walk(span, tree);
        if (tree.leaves() == atTheBeginning) {
            return Optional.empty();
        }
        tree.end();
        Anchor anchor = new Anchor(
                id,
                span.from(),
                span.to(),
                tree.leaves(),
                tree.levels(),
                tree.root(),
                before == null ? "" : before.digest());
        append(SUBJECT, Event.ANCHORED, anchor.fields());
        return Optional.of(anchor);
    }

    private void walk(LedgerSpan span, GrowingTree tree) {
        @Nullable String cursor = null;
        do {
            Page<Entry> page = store.ledger(span, cursor, PAGE);
            page.items().stream()
                    .filter(entry -> !OF_ANCHORS.contains(entry.event()))
                    .forEach(tree::add);
            cursor = page.next();
        } while (cursor != null);
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
        append(
                anchor.stamp(),
                Event.ANCHOR_STAMPED,
                new TreeMap<>(Map.of(
                        "anchor", anchor.digest(),
                        "stamped_at", stamp.read().at(),
                        "certificate_sha256", stamp.read().certificate(),
                        "stamp", Base64.getEncoder().encodeToString(stamp.response()))));
    }

    private void append(String subject, Event event, SortedMap<String, String> fields) {
        store.change(() -> {
            Instant now = arrivals.now();
            String previous =
                    store.newest(subject).map(Entry::asHead).map(Head::hash).orElse("");
            Entry entry = new Entry(subject, arrivals.ulid(now), event, now, previous, fields);
            return ChangePlan.write(Commit.of(List.of(entry)), true);
        });
    }
}
