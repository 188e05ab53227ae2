package dev.ringlock.steps.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.HashTree;
import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree in rows has the root of the whole tree, and each of its rows fits on the ledger. */
class GrowingTreeTest {

    private static final Instant AT = Instant.parse("2046-11-23T10:00:00Z");

    /** DynamoDB takes 400 KB as one item. */
    private static final int LARGEST = 80_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1023, 1024, 1025, 2048, 3000})
    void theRootOfItsRowsIsThatOfAllLeaves(int size) {
        List<String> leaves = new ArrayList<>();
        List<TreeRow> rows = new ArrayList<>();
        GrowingTree tree = new GrowingTree((level, row) -> rows.add(row));
        for (int i = 0; i < size; i++) {
            Entry entry =
                    new Entry("actor/a", Ulid.of(AT.plusMillis(i), new byte[10]), Event.READ, AT, "", new TreeMap<>());
            leaves.add(HashTree.leaf(entry.hash()));
            tree.add(entry);
        }
        tree.end();
        assertEquals(HashTree.root(leaves), tree.root());
        assertEquals(size, tree.leaves());
        assertEquals(size > TreeRow.WIDTH ? 2 : 1, tree.levels());
        int lowest = (size + TreeRow.WIDTH - 1) / TreeRow.WIDTH;
        assertEquals(lowest > 1 ? lowest + 1 : 1, rows.size());
        rows.forEach(row -> assertTrue(
                row.fields().values().stream().mapToInt(String::length).sum() < LARGEST));
    }
}
