package dev.ringlock.dataset.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** An answer that may leave: the levels of the columns, and which rows are shown. */
public final class Guarded implements GuardResult {

    private final Combinations all;
    private final Hiding hiding;

    Guarded(Combinations all, Hiding hiding) {
        this.all = all;
        this.hiding = hiding;
    }

    /** In the order in which they were asked for. */
    public List<ShownColumn> columns() {
        return IntStream.range(0, all.shown().size())
                .mapToObj(c -> new ShownColumn(all.columns().get(c).name(), hiding.levels()[c]))
                .toList();
    }

    /** People of the smallest class that is shown; of counts, of the smallest cell. */
    public int k() {
        return hiding.reachedK();
    }

    /** The fewest different values of a sensitive column in a class that is shown; 0 if none is shown. */
    public int l() {
        return hiding.reachedL();
    }

    public int shownPeople() {
        return hiding.shownPeople();
    }

    /** People with a hidden row: none, or at least k. So this number may be told. */
    public int hiddenPeople() {
        return hiding.hiddenPeople();
    }

    /** Whether that row of the table may be shown. */
    public boolean shows(int row) {
        return !hiding.hides(hiding.cell(all.ofRow(row)));
    }

    /** The shown values of that row, in the order of the columns. */
    public List<String> values(int row) {
        return texts(all.ofRow(row), true);
    }

    /** The shown cells, in the order of their values. Of rows, {@code *} stands for the sensitive values. */
    public List<Cell> cells() {
        return byCell(false);
    }

    /** The part of it that later answers are compared with. */
    public GivenAnswer answer(String id, List<Filter> filters, int until) {
        return new GivenAnswer(
                id,
                columns(),
                filters,
                until,
                byCell(true).stream().map(Cell::values).toList());
    }

    private List<Cell> byCell(boolean hidden) {
        List<Cell> cells = new ArrayList<>();
        boolean[] seen = new boolean[hiding.cellCount()];
        for (int combination = 0; combination < all.size(); combination++) {
            int cell = hiding.cell(combination);
            if (!seen[cell] && hiding.hides(cell) == hidden) {
                seen[cell] = true;
                cells.add(new Cell(texts(combination, hiding.counts()), hiding.people(cell)));
            }
        }
        cells.sort(Comparator.comparing(Cell::values, Guarded::compare));
        return cells;
    }

    private List<String> texts(int combination, boolean withSensitive) {
        return IntStream.range(0, all.shown().size())
                .mapToObj(c -> {
                    ColumnLevels column = all.columns().get(c);
                    int level = hiding.levels()[c];
                    return column.sensitive() && !withSensitive
                            ? Hierarchy.ANY
                            : column.text(level, all.code(combination, c, level));
                })
                .toList();
    }

    private static int compare(List<String> one, List<String> other) {
        return IntStream.range(0, one.size())
                .map(i -> one.get(i).compareTo(other.get(i)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    }

    /**
     * A cell of the answer.
     *
     * @param values in the order of the columns
     * @param people who have a row in it
     */
    public record Cell(List<String> values, int people) {}
}
