package dev.ringlock.dataset.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small tables of made-up people, the same by seed. */
final class RandomPeople {

    static final List<GuardedColumn> COLUMNS = List.of(
            new GuardedColumn("area", false, Hierarchy.area()),
            new GuardedColumn("line", false, Hierarchy.asIs()),
            new GuardedColumn("week", false, Hierarchy.week()),
            new GuardedColumn("language", false, Hierarchy.asIs()),
            new GuardedColumn("state", true, Hierarchy.asIs()));

    private static final List<List<String>> VALUES = List.of(
            List.of("US-FL", "US-FL", "US-FL", "US-GA", "CA-ON", "CA-QC", "US"),
            List.of("mobile", "mobile", "mobile", "fixed"),
            List.of("2026-W01", "2026-W02", "2026-W05", "2026-W06", "2025-W52"),
            List.of("en", "en", "en", "es", "fr"),
            List.of("granted", "granted", "withdrawn", "none"));

    private RandomPeople() {}

    /** One row for each person. */
    static PeopleTable rows(long seed, int people) {
        return table(new Random(seed), people, false);
    }

    /** Up to three rows for each person. */
    static PeopleTable events(long seed, int people) {
        return table(new Random(seed), people, true);
    }

    private static PeopleTable table(Random random, int people, boolean several) {
        PeopleTable.Builder table =
                PeopleTable.of(COLUMNS.stream().map(GuardedColumn::name).toList());
        for (int person = 0; person < people; person++) {
            int rows = several ? 1 + random.nextInt(3) : 1;
            for (int i = 0; i < rows; i++) {
                List<String> values = new ArrayList<>();
                VALUES.forEach(column -> values.add(column.get(random.nextInt(column.size()))));
                table.add(person * 7 - 20, random.nextInt(4), values);
            }
        }
        return table.build();
    }

    /** Some of the columns, in some order. */
    static List<GuardedColumn> someColumns(Random random) {
        List<GuardedColumn> some = new ArrayList<>(COLUMNS);
        java.util.Collections.shuffle(some, random);
        return List.copyOf(some.subList(0, 1 + random.nextInt(some.size())));
    }

    /** None, or a filter over one of the columns that are not sensitive. */
    static List<Filter> someFilters(Random random) {
        int column = random.nextInt(7);
        if (column > 3) {
            return List.of();
        }
        GuardedColumn of = COLUMNS.get(column);
        int level = random.nextInt(of.hierarchy().levels() - 1);
        List<String> values = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i ->
                        VALUES.get(column).get(random.nextInt(VALUES.get(column).size())))
                .map(value -> of.hierarchy().at(level, value))
                .toList();
        return List.of(new Filter(of.name(), values));
    }
}
