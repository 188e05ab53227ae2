package dev.ringlock.dataset.guard;

import dev.ringlock.dataset.guard.Packed.Ids;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The different rows of a table, in the columns that are shown or weighed, and who has them. All of the search works on these, and
 * not on the rows.
 */
final class Combinations {

    private final List<ColumnLevels> columns;
    private final Ids ofRows;
    /** By column and combination: the code of level 0. */
    private final int[][] codes;

    private final Profiles profiles;

    /** How many of the columns are shown: the first ones. */
    private final int shown;

    /** @param weighed sensitive columns that are not shown, but have to differ in each class all the same */
    Combinations(PeopleTable table, List<GuardedColumn> asked, List<GuardedColumn> weighed) {
        columns = ColumnLevels.of(
                table, Stream.concat(asked.stream(), weighed.stream()).toList());
        shown = asked.size();
        Packed packed = new Packed(table.rows());
        for (ColumnLevels column : columns) {
            packed.with(row -> table.codes(column.index())[row], Math.max(1, column.size(0)));
        }
        ofRows = packed.sorted();
        codes = new int[columns.size()][ofRows.size()];
        for (int c = 0; c < codes.length; c++) {
            int[] all = table.codes(columns.get(c).index());
            for (int row = 0; row < all.length; row++) {
                codes[c][ofRows.of()[row]] = all[row];
            }
        }
        profiles = Profiles.of(table.persons(), ofRows);
    }

    List<ColumnLevels> columns() {
        return columns;
    }

    int size() {
        return ofRows.size();
    }

    int ofRow(int row) {
        return ofRows.of()[row];
    }

    /** The code of that combination in that column, at that level. */
    int code(int combination, int column, int level) {
        return columns.get(column).code(level, codes[column][combination]);
    }

    Profiles profiles() {
        return profiles;
    }

    /** The columns that are shown, in the order in which they were asked for. */
    List<ColumnLevels> shown() {
        return columns.subList(0, shown);
    }

    /** The combinations at these levels: those that look alike have the same number. */
    Ids alike(int[] levels, boolean withSensitive) {
        Packed packed = new Packed(size());
        for (int c = 0; c < shown; c++) {
            int column = c;
            int size = columns.get(c).size(levels[c]);
            if (size > 1 && (withSensitive || !columns.get(c).sensitive())) {
                packed.with(combination -> code(combination, column, levels[column]), size);
            }
        }
        return packed.ranked();
    }

    /** The places of the sensitive columns, shown or not. */
    List<Integer> sensitive() {
        return IntStream.range(0, columns.size())
                .filter(c -> columns.get(c).sensitive())
                .boxed()
                .toList();
    }
}
