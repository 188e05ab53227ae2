package dev.ringlock.dataset.guard;

import dev.ringlock.dataset.guard.Packed.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The groups of cells in each choice of some of their columns, from many columns to none. */
final class Margins {

    private static final int MOST_COLUMNS = 16;

    private final List<Integer> masks;
    /** By column with more than one value, and by cell. */
    private final List<int[]> codes = new ArrayList<>();

    private final List<Integer> sizes = new ArrayList<>();
    private final int cells;

    Margins(Combinations all, int[] levels, boolean withSensitive, Ids cellOf) {
        cells = cellOf.size();
        for (int c = 0; c < all.shown().size(); c++) {
            ColumnLevels column = all.columns().get(c);
            if (column.size(levels[c]) > 1 && (withSensitive || !column.sensitive())) {
                int[] code = new int[cells];
                for (int combination = 0; combination < all.size(); combination++) {
                    code[cellOf.of()[combination]] = all.code(combination, c, levels[c]);
                }
                codes.add(code);
                sizes.add(column.size(levels[c]));
            }
        }
        if (codes.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException("More than " + MOST_COLUMNS + " columns");
        }
        masks = IntStream.range(0, Math.max(1, (1 << codes.size()) - 1))
                .boxed()
                .sorted(Comparator.comparingInt((Integer mask) -> -Integer.bitCount(mask)))
                .toList();
    }

    int size() {
        return masks.size();
    }

    /** For each cell its group in that margin. */
    Ids of(int margin) {
        int mask = masks.get(margin);
        Packed packed = new Packed(cells);
        for (int c = 0; c < codes.size(); c++) {
            if ((mask & 1 << c) != 0) {
                int[] code = codes.get(c);
                packed.with(cell -> code[cell], sizes.get(c));
            }
        }
        return packed.ranked();
    }
}
