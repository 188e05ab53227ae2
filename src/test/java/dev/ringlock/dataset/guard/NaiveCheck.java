package dev.ringlock.dataset.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts by hand what the guard promises, from the rows alone. It shares no code with the guard. */
final class NaiveCheck {

    private final PeopleTable table;
    private final List<GuardedColumn> columns;
    private final int k;
    private final int l;

    NaiveCheck(PeopleTable table, List<GuardedColumn> columns, int k, int l) {
        this.table = table;
        this.columns = columns;
        this.k = k;
        this.l = l;
    }

    void check(Guarded guarded, boolean counts, int mostHidden) {
        valuesAreThoseOfTheLevels(guarded);
        List<Integer> cell = places(counts);
        Map<List<String>, Set<Integer>> shown = people(guarded::shows, row -> pick(guarded, row, cell));
        shown.forEach((values, people) -> assertTrue(people.size() >= k, () -> values + " has " + people.size()));
        assertEquals(shown.values().stream().mapToInt(Set::size).min().orElseThrow(), guarded.k());
        assertEquals(
                IntStream.range(0, table.rows())
                        .filter(guarded::shows)
                        .mapToObj(table::person)
                        .distinct()
                        .count(),
                guarded.shownPeople());
        assertEquals(shown.size(), guarded.cells().size());
        guarded.cells()
                .forEach(each -> assertEquals(
                        shown.get(cell.stream().map(each.values()::get).toList())
                                .size(),
                        each.people()));
        diversity(guarded);
        margins(guarded, cell);
        Set<Integer> hidden = new HashSet<>();
        IntStream.range(0, table.rows())
                .filter(row -> !guarded.shows(row))
                .forEach(row -> hidden.add(table.person(row)));
        assertEquals(hidden.size(), guarded.hiddenPeople());
        assertTrue(hidden.size() <= mostHidden);
        assertTrue(hidden.isEmpty() || hidden.size() >= k);
    }

    private void valuesAreThoseOfTheLevels(Guarded guarded) {
        for (int row = 0; row < table.rows(); row++) {
            for (int c = 0; c < columns.size(); c++) {
                GuardedColumn column = columns.get(c);
                int level = guarded.columns().get(c).level();
                assertEquals(column.name(), guarded.columns().get(c).name());
                assertTrue(!column.sensitive() || level == 0);
                assertEquals(
                        column.hierarchy().at(level, table.value(row, column.name())),
                        guarded.values(row).get(c));
            }
        }
    }

    private void diversity(Guarded guarded) {
        int least = Integer.MAX_VALUE;
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).sensitive()) {
                int sensitive = c;
                Map<List<String>, Set<String>> values = IntStream.range(0, table.rows())
                        .filter(guarded::shows)
                        .boxed()
                        .collect(Collectors.groupingBy(
                                row -> pick(guarded, row, places(false)),
                                Collectors.mapping(row -> guarded.values(row).get(sensitive), Collectors.toSet())));
                long all = IntStream.range(0, table.rows())
                        .mapToObj(row -> table.value(row, columns.get(sensitive).name()))
                        .distinct()
                        .count();
                for (Set<String> each : values.values()) {
                    assertTrue(each.size() >= Math.min(l, all));
                    least = Math.min(least, each.size());
                }
            }
        }
        assertEquals(least == Integer.MAX_VALUE ? 0 : least, guarded.l());
    }

    /** In each group of each margin: none hidden, or at least k, or all. The cells themselves are no margin. */
    private void margins(Guarded guarded, List<Integer> cell) {
        for (int mask = 0; mask < (1 << cell.size()); mask++) {
            int m = mask;
            List<Integer> places = IntStream.range(0, cell.size())
                    .filter(i -> (m & 1 << i) != 0)
                    .mapToObj(cell::get)
                    .toList();
            Map<List<String>, Set<Integer>> hidden =
                    people(row -> !guarded.shows(row), row -> pick(guarded, row, places));
            Map<List<String>, Set<Integer>> shown = people(guarded::shows, row -> pick(guarded, row, places));
            hidden.forEach((values, people) -> assertTrue(
                    people.size() >= k || !shown.containsKey(values),
                    () -> people.size() + " hidden people can be found at " + values));
        }
    }

    private Map<List<String>, Set<Integer>> people(IntPredicate wanted, IntFunction<List<String>> group) {
        return IntStream.range(0, table.rows())
                .filter(wanted)
                .boxed()
                .collect(Collectors.groupingBy(group::apply, Collectors.mapping(table::person, Collectors.toSet())));
    }

    private static List<String> pick(Guarded guarded, int row, List<Integer> places) {
        List<String> values = guarded.values(row);
        return places.stream().map(values::get).toList();
    }

    private List<Integer> places(boolean withSensitive) {
        return IntStream.range(0, columns.size())
                .filter(c -> withSensitive || !columns.get(c).sensitive())
                .boxed()
                .toList();
    }
}
