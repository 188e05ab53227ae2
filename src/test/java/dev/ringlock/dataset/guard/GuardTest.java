package dev.ringlock.dataset.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** The guard's promises, each recounted by {@link NaiveCheck} on random tables, and a few by hand. */
class GuardTest {

    private static final GuardedColumn AREA = new GuardedColumn("area", false, Hierarchy.area());
    private static final GuardedColumn LINE = new GuardedColumn("line", false, Hierarchy.asIs());
    private static final GuardedColumn STATE = new GuardedColumn("state", true, Hierarchy.asIs());

    @Property(tries = 300)
    void whatIsShownHoldsAllPromises(@ForAll long seed, @ForAll @IntRange(min = 3, max = 80) int people) {
        check(RandomPeople.rows(seed, people), seed, false);
    }

    @Property(tries = 300)
    void countsHoldAllPromises(@ForAll long seed, @ForAll @IntRange(min = 3, max = 80) int people) {
        check(RandomPeople.rows(seed, people), seed, true);
    }

    @Property(tries = 300)
    void aPersonOfSeveralRowsCountsOnce(@ForAll long seed, @ForAll @IntRange(min = 3, max = 60) int people) {
        check(RandomPeople.events(seed, people), seed, true);
        check(RandomPeople.events(seed, people), seed, false);
    }

    private static void check(PeopleTable table, long seed, boolean counts) {
        List<GuardedColumn> columns = RandomPeople.someColumns(new Random(seed));
        Guard guard = new Guard(3, 2, 40);
        GuardResult result = counts ? guard.counts(table, columns, List.of()) : guard.rows(table, columns, List.of());
        if (result instanceof Guarded guarded) {
            new NaiveCheck(table, columns, 3, 2).check(guarded, counts, table.people() * 40 / 100);
            Statistics.label("hidden").collect(guarded.hiddenPeople() > 0 ? "some" : "nobody");
        } else {
            Statistics.label("hidden").collect("refused");
        }
        Statistics.label("hidden").coverage(coverage -> coverage.check("some").percentage(percent -> percent > 5));
    }

    @Property(tries = 200)
    void theOrderOfTheRowsChangesNothing(@ForAll long seed) {
        PeopleTable table = RandomPeople.events(seed, 40);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, table.rows()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        PeopleTable.Builder shuffled = PeopleTable.of(table.columns());
        for (int row : order) {
            shuffled.add(
                    table.person(row),
                    table.week(row),
                    table.columns().stream()
                            .map(column -> table.value(row, column))
                            .toList());
        }
        assertEquals(shape(table), shape(shuffled.build()));
    }

    private static Object shape(PeopleTable table) {
        GuardResult result = new Guard(3, 2, 40).counts(table, RandomPeople.COLUMNS, List.of());
        return result instanceof Guarded guarded
                ? List.of(guarded.columns(), guarded.cells(), guarded.answer("d", List.of(), 0))
                : result;
    }

    @Test
    void aTableThatIsFineIsShownAsItIs() {
        Guarded guarded = guarded(new Guard(3, 1, 0), people("US-FL mobile granted", 3, "US-GA fixed granted", 4));
        assertEquals(List.of(new ShownColumn("area", 0), new ShownColumn("line", 0)), guarded.columns());
        assertEquals(3, guarded.k());
        assertEquals(0, guarded.l());
        assertEquals(0, guarded.hiddenPeople());
        assertEquals(
                List.of(
                        new Guarded.Cell(List.of("US-FL", "mobile"), 3),
                        new Guarded.Cell(List.of("US-GA", "fixed"), 4)),
                guarded.cells());
    }

    @Test
    void theLeastLossIsChosen() {
        // either the area becomes the country, or two people are hidden, which the policy does not allow
        PeopleTable table = people("US-FL mobile granted", 4, "US-GA mobile granted", 2, "CA-ON mobile granted", 5);
        Guarded guarded = guarded(new Guard(3, 1, 0), table);
        assertEquals(List.of(new ShownColumn("area", 1), new ShownColumn("line", 0)), guarded.columns());
    }

    @Test
    void aSmallClassIsHiddenTogetherWithAnotherOneOfEachMargin() {
        // 1 of US-FL fixed: hidden alone it were the rest of US-FL, of all fixed lines, and of everybody
        PeopleTable table = people(
                "US-FL mobile granted",
                30,
                "US-FL fixed granted",
                1,
                "US-GA mobile granted",
                5,
                "US-GA fixed granted",
                4);
        Guarded guarded = guarded(new Guard(3, 1, 100), table);
        assertEquals(List.of(new ShownColumn("area", 0), new ShownColumn("line", 0)), guarded.columns());
        assertEquals(
                List.of(List.of("US-FL", "fixed"), List.of("US-FL", "mobile"), List.of("US-GA", "fixed")),
                guarded.answer("d", List.of(), 0).hidden());
        assertEquals(35, guarded.hiddenPeople());
    }

    @Test
    void aClassWithOneSensitiveValueIsNotShown() {
        PeopleTable table = people("US-FL mobile granted", 9, "US-GA mobile granted", 5, "US-GA mobile withdrawn", 4);
        GuardResult result = new Guard(3, 2, 0).rows(table, List.of(AREA, STATE), List.of());
        Guarded guarded = assertInstanceOf(Guarded.class, result);
        assertEquals(List.of(new ShownColumn("area", 1), new ShownColumn("state", 0)), guarded.columns());
        assertEquals(2, guarded.l());
        assertEquals(18, guarded.k());
        assertTrue(guarded.shows(0));
        assertEquals(List.of("US", "granted"), guarded.values(0));
    }

    @Test
    void aCountNeedsEnoughPeopleOfEachSensitiveValue() {
        PeopleTable table = people("US-FL mobile granted", 9, "US-FL mobile withdrawn", 1);
        assertEquals(
                new GuardRefusal(GuardRefusal.TOO_MUCH_HIDDEN),
                new Guard(3, 2, 5).counts(table, List.of(AREA, STATE), List.of()));
        assertInstanceOf(Guarded.class, new Guard(3, 2, 5).rows(table, List.of(AREA, STATE), List.of()));
    }

    @Test
    void fewerThanKPeopleAreRefused() {
        GuardRefusal refusal = new GuardRefusal(GuardRefusal.TOO_FEW_PEOPLE);
        assertEquals(refusal, new Guard(10, 1, 50).rows(people("US-FL mobile granted", 9), List.of(AREA), List.of()));
        assertEquals(refusal, new Guard(10, 1, 50).rows(people("US-FL mobile granted", 0), List.of(AREA), List.of()));
    }

    @Test
    void onePersonOfManyRowsIsOnePerson() {
        PeopleTable.Builder table = PeopleTable.of(List.of("area", "line", "state"));
        IntStream.range(0, 50).forEach(i -> table.add(7, 0, List.of("US-FL", "mobile", "granted")));
        assertEquals(
                new GuardRefusal(GuardRefusal.TOO_FEW_PEOPLE),
                new Guard(3, 1, 50).counts(table.build(), List.of(AREA), List.of()));
    }

    @Test
    void anAnswerWithoutQuasiIdentifiersIsGuardedToo() {
        PeopleTable table = people(
                "US-FL mobile granted",
                9,
                "US-FL mobile withdrawn",
                5,
                "US-FL mobile none",
                1,
                "US-FL mobile expired",
                4);
        Guarded guarded = assertInstanceOf(Guarded.class, new Guard(3, 2, 50).counts(table, List.of(STATE), List.of()));
        // 1 alone could be found by the sum of all
        assertEquals(
                List.of(new Guarded.Cell(List.of("granted"), 9), new Guarded.Cell(List.of("withdrawn"), 5)),
                guarded.cells());
        assertEquals(5, guarded.hiddenPeople());
    }

    @Test
    void aColumnNamedTwiceIsAMistake() {
        PeopleTable table = people("US-FL mobile granted", 9);
        assertThrows(
                IllegalArgumentException.class, () -> new Guard(3, 1, 0).rows(table, List.of(AREA, AREA), List.of()));
    }

    @Test
    void wideTablesWorkThoughTheirCombinationsAreMoreThanALongHolds() {
        List<GuardedColumn> columns = IntStream.range(0, 9)
                .mapToObj(i -> new GuardedColumn("c" + i, false, Hierarchy.asIs()))
                .toList();
        PeopleTable.Builder table =
                PeopleTable.of(columns.stream().map(GuardedColumn::name).toList());
        for (int person = 0; person < 1_000; person++) {
            int p = person;
            table.add(
                    person,
                    0,
                    columns.stream().map(c -> p < 500 ? "same" : c.name() + p).toList());
        }
        Guarded guarded = assertInstanceOf(Guarded.class, new Guard(10, 1, 50).rows(table.build(), columns, List.of()));
        assertEquals(500, guarded.k());
        assertEquals(500, guarded.hiddenPeople());
    }

    private static Guarded guarded(Guard guard, PeopleTable table) {
        return assertInstanceOf(Guarded.class, guard.rows(table, List.of(AREA, LINE), List.of()));
    }

    /** Pairs of a row's values and how many people have it. */
    private static PeopleTable people(Object... pairs) {
        PeopleTable.Builder table = PeopleTable.of(List.of("area", "line", "state"));
        int person = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            for (int n = 0; n < (int) pairs[i + 1]; n++) {
                table.add(person++, 0, List.of(((String) pairs[i]).split(" ")));
            }
        }
        return table.build();
    }
}
