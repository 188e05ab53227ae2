package dev.ringlock.dataset.guard;

import java.util.ArrayList;
import java.util.List;

/** Which rows of a table a question is about: those of its weeks that match all of its filters. */
final class Match {

    private final PeopleTable table;
    private final List<int[]> codes = new ArrayList<>();
    private final List<boolean[]> wanted = new ArrayList<>();
    private final int until;

    private Match(PeopleTable table, int until) {
        this.table = table;
        this.until = until;
    }

    static Match of(PeopleTable table, List<Filter> filters, List<GuardedColumn> columns, int until) {
        Match match = new Match(table, until);
        for (Filter filter : filters) {
            ColumnLevels levels = new ColumnLevels(table, column(filter, columns));
            match.codes.add(table.codes(levels.index()));
            match.wanted.add(levels.having(filter.values()));
        }
        return match;
    }

    private static GuardedColumn column(Filter filter, List<GuardedColumn> columns) {
        return columns.stream()
                .filter(column -> column.name().equals(filter.column()) && !column.sensitive())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a column to filter by: " + filter.column()));
    }

    boolean of(int row) {
        if (table.week(row) > until) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i)[codes.get(i)[row]]) {
                return false;
            }
        }
        return true;
    }
}
