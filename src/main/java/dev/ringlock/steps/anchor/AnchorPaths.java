package dev.ringlock.steps.anchor;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.HashTree;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the ways from entries to their anchors. A way takes one read for each level of its tree, mostly one or two. */
public final class AnchorPaths {

    /** Two entries may share a place, on two sides of a row's end. */
    private static final int ROWS_OF_A_PLACE = 2;

    /** How many anchors are looked at for an entry that may have come later than it says. */
    private static final int MOST_TRIED = 3;

    /** How many anchors without a time stamp are passed over. */
    private static final int MOST_LATER = 1000;

    /** How many rows are in memory, each with up to 200 KB. */
    private static final int MOST_ROWS = 40;

    private final Store store;
    private final List<Anchor> anchors;
    private final Map<String, byte[]> stamps = new HashMap<>();
    private final Map<String, TreeRow> rows = new HashMap<>();

    public AnchorPaths(Store store) {
        this.store = store;
        this.anchors = Anchors.all(store);
    }

    /** The way from an entry that has a place of its own at the ledger's beginning to the first anchor over it. */
    public Optional<AnchorPath> ofTheBeginning(Entry entry) {
        return anchors.stream()
                .filter(anchor -> anchor.to().isAfter(entry.at()))
                .limit(MOST_TRIED)
                .flatMap(anchor -> of(entry, anchor).stream())
                .findFirst();
    }

    /** The anchors over that arrival, the oldest first. They are several if the clock was ahead or the ledger restored. */
    public List<Anchor> over(Instant arrival) {
        return anchors.stream()
                .filter(anchor -> !arrival.isBefore(anchor.from()) && arrival.isBefore(anchor.to()))
                .toList();
    }

    /** The way from an entry to that anchor. Empty if its tree does not have the entry, or lacks a row. */
    public Optional<AnchorPath> of(Entry entry, Anchor anchor) {
        String leaf = HashTree.leaf(entry.hash());
        long number = 0;
        for (int level = anchor.levels() - 1; level > 0; level--) {
            TreeRow row = row(anchor, level, number).orElse(null);
            if (row == null) {
                return Optional.empty();
            }
            number = number * TreeRow.WIDTH + row.nodeOf(entry.ulid());
        }
        for (long tried = number; tried >= 0 && tried > number - ROWS_OF_A_PLACE; tried--) {
            TreeRow lowest = row(anchor, 0, tried).orElse(null);
            int node = lowest == null ? -1 : lowest.nodes().indexOf(leaf);
            if (node >= 0) {
                return way(anchor, tried * TreeRow.WIDTH + node);
            }
        }
        return Optional.empty();
    }

    private Optional<AnchorPath> way(Anchor anchor, long index) {
        List<String> path = new ArrayList<>();
        long node = index;
        for (int level = 0; level < anchor.levels(); level++) {
            TreeRow row = row(anchor, level, node / TreeRow.WIDTH).orElse(null);
            if (row == null) {
                return Optional.empty();
            }
            path.addAll(HashTree.path(row.nodes(), (int) (node % TreeRow.WIDTH)));
            node /= TreeRow.WIDTH;
        }
        return Optional.of(stamped(anchor, index, path));
    }

    /** A day on which the authority did not answer is covered by the next one on which it did. */
    private AnchorPath stamped(Anchor anchor, long index, List<String> path) {
        int own = anchors.indexOf(anchor);
        List<String> later = new ArrayList<>();
        for (int i = own; i < anchors.size() && i <= own + MOST_LATER; i++) {
            Anchor next = anchors.get(i);
            if (i > own) {
                if (!next.previous().equals(anchors.get(i - 1).digest())) {
                    // two runs at once made both; no way leads from one to the other
                    break;
                }
                later.add(next.root());
            }
            byte[] stamp = stamps.computeIfAbsent(
                    next.id(), id -> Anchors.stamp(store, next).orElseGet(() -> new byte[0]));
            if (stamp.length > 0) {
                return new AnchorPath(anchor, index, path, later, next, stamp);
            }
        }
        return new AnchorPath(anchor, index, path, List.of(), anchor, new byte[0]);
    }

    /** A row is named by its root, which is a node of the row above it. */
    private Optional<TreeRow> row(Anchor anchor, int level, long number) {
        if (level == anchor.levels() - 1) {
            return number == 0 ? row(level, anchor.root()) : Optional.empty();
        }
        int node = (int) (number % TreeRow.WIDTH);
        return row(anchor, level + 1, number / TreeRow.WIDTH)
                .filter(above -> node < above.nodes().size())
                .flatMap(above -> row(level, above.nodes().get(node)));
    }

    private Optional<TreeRow> row(int level, String root) {
        String subject = TreeRow.subject(level, root);
        TreeRow known = rows.get(subject);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TreeRow> read = store.newest(subject).map(TreeRow::of);
        if (rows.size() >= MOST_ROWS) {
            rows.clear();
        }
        read.ifPresent(row -> rows.put(subject, row));
        return read;
    }
}
