package dev.ringlock.dataset.guard;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The values of a table's column at each level of its hierarchy, as codes in the order of the values. */
final class ColumnLevels {

    private final GuardedColumn column;
    private final int index;
    /** By level and code of level 0. */
    private final int[][] codes;
    /** By level and code of that level. */
    private final String[][] texts;

    ColumnLevels(PeopleTable table, GuardedColumn column) {
        this.column = column;
        index = table.index(column.name());
        String[] values = table.dictionary(index);
        int levels = column.hierarchy().levels();
        codes = new int[levels][];
        texts = new String[levels][];
        for (int level = 0; level < levels; level++) {
            int l = level;
            String[] shown = Arrays.stream(values)
                    .map(value -> column.hierarchy().at(l, value))
                    .toArray(String[]::new);
            texts[level] = Arrays.stream(shown).sorted().distinct().toArray(String[]::new);
            codes[level] = Arrays.stream(shown)
                    .mapToInt(text -> Arrays.binarySearch(texts[l], text))
                    .toArray();
        }
    }

    /** The columns of that table, in that order. */
    static List<ColumnLevels> of(PeopleTable table, List<GuardedColumn> columns) {
        Set<String> names = new HashSet<>();
        for (GuardedColumn column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("A column is named twice: " + column.name());
            }
        }
        return columns.stream().map(column -> new ColumnLevels(table, column)).toList();
    }

    String name() {
        return column.name();
    }

    boolean sensitive() {
        return column.sensitive();
    }

    /** The place of the column in its table. */
    int index() {
        return index;
    }

    /** How coarse it can be. A sensitive column stays as it is. */
    int top() {
        return column.sensitive() ? 0 : codes.length - 1;
    }

    int size(int level) {
        return texts[level].length;
    }

    /** The code at that level of a value whose code at level 0 is this. */
    int code(int level, int value) {
        return codes[level][value];
    }

    String text(int level, int code) {
        return texts[level][code];
    }

    /** The code of that text at that level; negative if no value has it. */
    int find(int level, String text) {
        return Arrays.binarySearch(texts[level], text);
    }

    /** Which values of level 0 have one of these texts at some level. */
    boolean[] having(List<String> wanted) {
        boolean[] having = new boolean[texts[0].length];
        for (int level = 0; level < codes.length; level++) {
            for (int value = 0; value < having.length; value++) {
                having[value] |= wanted.contains(texts[level][codes[level][value]]);
            }
        }
        return having;
    }

    /** Whether each of these values is one of the wide ones, or becomes one when it gets coarser. */
    boolean coverAll(List<String> wide, List<String> values) {
        return values.stream().allMatch(value -> wide.contains(value) || coarserIsIn(wide, value));
    }

    private boolean coarserIsIn(List<String> wide, String text) {
        for (int value = 0; value < texts[0].length; value++) {
            boolean found = false;
            for (int level = 0; level < codes.length; level++) {
                String shown = texts[level][codes[level][value]];
                found |= shown.equals(text);
                if (found && wide.contains(shown)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds the codes of all rows of the table at that level. */
    void pack(PeopleTable table, int level, Packed packed) {
        int[] ofRow = table.codes(index);
        packed.with(row -> codes[level][ofRow[row]], Math.max(1, size(level)));
    }
}
