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

    private final Store store;
    private final List<Anchor> anchors;
    private final Map<String, byte[]> stamps = new HashMap<>();

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

    /** The anchor over that arrival; empty if there is none yet. */
    public Optional<Anchor> over(Instant arrival) {
        return anchors.stream()
                .filter(anchor -> !arrival.isBefore(anchor.from()) && arrival.isBefore(anchor.to()))
                .findFirst();
    }

    /** The way from an entry to that anchor. Empty if its tree does not have the entry. */
    public Optional<AnchorPath> of(Entry entry, Anchor anchor) {
        String leaf = HashTree.leaf(entry.hash());
        long row = 0;
        for (int level = anchor.levels() - 1; level > 0; level--) {
            row = row * TreeRow.WIDTH + row(anchor, level, row).nodeOf(entry.ulid());
        }
        for (long tried = row; tried >= 0 && tried > row - ROWS_OF_A_PLACE; tried--) {
            TreeRow lowest = row(anchor, 0, tried);
            int node = lowest.nodes().indexOf(leaf);
            if (node >= 0) {
                return Optional.of(way(anchor, tried * TreeRow.WIDTH + node, lowest));
            }
        }
        return Optional.empty();
    }

    private AnchorPath way(Anchor anchor, long index, TreeRow lowest) {
        List<String> path = new ArrayList<>(HashTree.path(lowest.nodes(), (int) (index % TreeRow.WIDTH)));
        long node = index / TreeRow.WIDTH;
        for (int level = 1; level < anchor.levels(); level++) {
            TreeRow row = row(anchor, level, node / TreeRow.WIDTH);
            path.addAll(HashTree.path(row.nodes(), (int) (node % TreeRow.WIDTH)));
            node /= TreeRow.WIDTH;
        }
        return stamped(anchor, index, path);
    }

    /** A day on which the authority did not answer is covered by the next one on which it did. */
    private AnchorPath stamped(Anchor anchor, long index, List<String> path) {
        int own = anchors.indexOf(anchor);
        List<String> later = new ArrayList<>();
        for (int i = own; i < anchors.size() && i <= own + MOST_LATER; i++) {
            Anchor next = anchors.get(i);
            if (i > own) {
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

    private TreeRow row(Anchor anchor, int level, long number) {
        return store.newest(anchor.row(level, number))
                .map(TreeRow::of)
                .orElseThrow(() -> new IllegalStateException("an anchor lacks a row of its tree"));
    }
}
