package dev.ringlock.steps.anchor;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.HashTree;
import java.util.ArrayList;
import java.util.List;

/** A tree that gets its leaves one behind the other. It holds one unfinished row of each level, however many leaves come. */
final class GrowingTree {

    /** Takes a row that is finished. */
    interface RowKeeper {
        void keep(int level, TreeRow row);
    }

    private static final class Level {

        private final List<String> nodes = new ArrayList<>();
        private final List<String> firsts = new ArrayList<>();
        private long rows;
    }

    private final RowKeeper keeper;
    private final List<Level> levels = new ArrayList<>();
    private long leaves;
    private String root = "";

    GrowingTree(RowKeeper keeper) {
        this.keeper = keeper;
    }

    void add(Entry entry) {
        leaves++;
        add(0, HashTree.leaf(entry.hash()), entry.ulid().value());
    }

    long leaves() {
        return leaves;
    }

    /** Finishes all rows. There has to be a leaf. */
    void end() {
        for (int level = 0; ; level++) {
            Level last = levels.get(level);
            if (level == levels.size() - 1 && last.rows == 0) {
                root = HashTree.root(last.nodes);
                keep(level, last);
                return;
            }
            if (!last.nodes.isEmpty()) {
                finish(level, last);
            }
        }
    }

    int levels() {
        return levels.size();
    }

    String root() {
        return root;
    }

    private void add(int number, String node, String first) {
        if (levels.size() == number) {
            levels.add(new Level());
        }
        Level level = levels.get(number);
        // a full row is finished only when one more comes: the highest level keeps its only row
        if (level.nodes.size() == TreeRow.WIDTH) {
            finish(number, level);
        }
        level.nodes.add(node);
        level.firsts.add(first);
    }

    private void finish(int number, Level level) {
        String node = HashTree.root(level.nodes);
        String first = level.firsts.get(0);
        keep(number, level);
        add(number + 1, node, first);
    }

    private void keep(int number, Level level) {
        keeper.keep(number, new TreeRow(level.nodes, number == 0 ? List.of() : level.firsts));
        level.rows++;
        level.nodes.clear();
        level.firsts.clear();
    }
}
