package dev.ringlock.dataset.guard;

import dev.ringlock.dataset.guard.Packed.Ids;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The rows of a table that lie in the hidden classes of an answer. */
final class HiddenClasses {

    private final Ids ids;
    private final boolean[] hidden;

    HiddenClasses(PeopleTable table, GivenAnswer answer, Map<String, ColumnLevels> levels) {
        // a value that nobody has any more hides nobody
        List<List<String>> known = answer.hidden().stream()
                .filter(values ->
                        IntStream.range(0, values.size()).allMatch(c -> code(answer, levels, c, values.get(c)) >= 0))
                .toList();
        int rows = table.rows();
        Packed packed = new Packed(rows + known.size());
        for (int c = 0; c < answer.columns().size(); c++) {
            int column = c;
            if (!known.isEmpty() && !known.get(0).get(c).equals(Hierarchy.ANY)) {
                ColumnLevels of = levels(answer, levels, c);
                int level = answer.columns().get(c).level();
                int[] codes = table.codes(of.index());
                packed.with(
                        row -> row < rows
                                ? of.code(level, codes[row])
                                : code(
                                        answer,
                                        levels,
                                        column,
                                        known.get(row - rows).get(column)),
                        of.size(level));
            }
        }
        ids = packed.ranked();
        hidden = new boolean[ids.size()];
        for (int i = rows; i < rows + known.size(); i++) {
            hidden[ids.of()[i]] = true;
        }
    }

    private static int code(GivenAnswer answer, Map<String, ColumnLevels> levels, int column, String text) {
        return text.equals(Hierarchy.ANY)
                ? 0
                : levels(answer, levels, column)
                        .find(answer.columns().get(column).level(), text);
    }

    private static ColumnLevels levels(GivenAnswer answer, Map<String, ColumnLevels> levels, int column) {
        String name = answer.columns().get(column).name();
        ColumnLevels known = levels.get(name);
        if (known == null) {
            throw new IllegalArgumentException("No column " + name);
        }
        return known;
    }

    boolean has(int row) {
        return hidden[ids.of()[row]];
    }
}
