package dev.ringlock.dataset.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeopleTableTest {

    private static final List<GuardedColumn> COLUMNS = List.of(
            new GuardedColumn("area", false, Hierarchy.area()), new GuardedColumn("state", true, Hierarchy.asIs()));

    private static final PeopleTable TABLE = PeopleTable.of(List.of("area", "state"))
            .add(-5, 1, List.of("US-FL", "granted"))
            .add(9, 2, List.of("CA-ON", "none"))
            .add(9, 3, List.of("US-GA", "granted"))
            .build();

    @Test
    void itGivesBackWhatCameIn() {
        assertEquals(3, TABLE.rows());
        assertEquals(2, TABLE.people());
        assertEquals(-5, TABLE.person(0));
        assertEquals(3, TABLE.week(2));
        assertEquals("CA-ON", TABLE.value(1, "area"));
        assertEquals("granted", TABLE.value(2, "state"));
    }

    @Test
    void aFilterTakesValuesOfAnyLevel() {
        assertEquals(List.of("US-FL", "US-GA"), areas(new Filter("area", List.of("US"))));
        assertEquals(List.of("US-FL", "CA-ON"), areas(new Filter("area", List.of("US-FL", "CA"))));
        assertEquals(List.of(), areas(new Filter("area", List.of("FR"))));
        assertEquals(List.of(), areas(new Filter("area", List.of("US")), new Filter("area", List.of("CA"))));
    }

    @Test
    void aSensitiveColumnIsNoFilter() {
        List<Filter> filter = List.of(new Filter("state", List.of("granted")));
        assertThrows(IllegalArgumentException.class, () -> TABLE.where(filter, COLUMNS));
    }

    @Test
    void aRowThatDoesNotFitIsAMistake() {
        PeopleTable.Builder table = PeopleTable.of(List.of("area", "state"));
        assertThrows(IllegalArgumentException.class, () -> table.add(1, 1, List.of("US")));
        assertThrows(IllegalArgumentException.class, () -> table.add(1, 1, List.of("US", "*")));
        assertThrows(IllegalArgumentException.class, () -> PeopleTable.of(List.of("area", "area")));
        assertThrows(IllegalArgumentException.class, () -> TABLE.value(0, "week"));
    }

    private static List<String> areas(Filter... filters) {
        PeopleTable some = TABLE.where(List.of(filters), COLUMNS);
        return IntStream.range(0, some.rows())
                .mapToObj(row -> some.value(row, "area"))
                .toList();
    }
}
