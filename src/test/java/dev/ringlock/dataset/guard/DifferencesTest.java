package dev.ringlock.dataset.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** Two answers that both left are subtracted: the difference is of nobody or of k people. */
class DifferencesTest {

    private static final int K = 3;
    private static final int L = 2;

    private static final GuardedColumn AREA = new GuardedColumn("area", false, Hierarchy.area());
    private static final GuardedColumn LANGUAGE = new GuardedColumn("language", false, Hierarchy.asIs());
    private static final GuardedColumn STATE = new GuardedColumn("state", true, Hierarchy.asIs());
    private static final List<GuardedColumn> ALL = List.of(AREA, LANGUAGE, STATE);
    private static final List<Filter> EVERYBODY = List.of();

    /** 20 in Florida, 20 in Georgia, of each 4 speak Spanish, and 1 in Georgia French; half of all granted. */
    private static final PeopleTable PEOPLE = people(0);

    @Property(tries = 700)
    void twoAnswersThatLeftCanBeSubtractedWithoutHarm(@ForAll long seed) {
        Random random = new Random(seed);
        PeopleTable today = random.nextBoolean()
                ? RandomPeople.rows(seed, 20 + random.nextInt(200))
                : RandomPeople.events(seed, 20 + random.nextInt(100));
        Asked one = ask(today, random);
        Asked other = ask(today, random);
        if (one == null || other == null) {
            return;
        }
        DifferenceResult result =
                new Differences(today, RandomPeople.COLUMNS, K, L).check(other.answer(), List.of(one.answer()));
        boolean same = one.shown().equals(other.shown());
        Statistics.label("result")
                .collect(result instanceof TooClose ? "too close" : same ? "apart and alike" : "apart")
                .coverage(coverage -> {
                    coverage.check("too close").percentage(percent -> percent > 10);
                    coverage.check("apart").percentage(percent -> percent > 3);
                });
        if (result instanceof Apart) {
            noSmallGroup(today, one, other);
            noSmallGroup(today, other, one);
        }
    }

    /**
     * A question and its answer.
     *
     * @param shown by row of today's table
     */
    private record Asked(GivenAnswer answer, List<Boolean> shown) {}

    private static Asked ask(PeopleTable today, Random random) {
        List<Filter> filters = RandomPeople.someFilters(random);
        int until = 1 + random.nextInt(3);
        List<GuardedColumn> columns = RandomPeople.someColumns(random);
        PeopleTable selected = byHand(today, filters, until);
        Guard guard = new Guard(K, L, 40);
        GuardResult result = random.nextBoolean()
                ? guard.rows(selected, columns, List.of())
                : guard.counts(selected, columns, List.of());
        if (!(result instanceof Guarded guarded)) {
            return null;
        }
        int next = 0;
        Boolean[] shown = new Boolean[today.rows()];
        for (int row = 0; row < shown.length; row++) {
            shown[row] = matches(today, row, filters, until) && guarded.shows(next++);
        }
        return new Asked(guarded.answer("d" + random.nextInt(), filters, until), Arrays.asList(shown));
    }

    private static PeopleTable byHand(PeopleTable today, List<Filter> filters, int until) {
        PeopleTable.Builder selected = PeopleTable.of(today.columns());
        IntStream.range(0, today.rows())
                .filter(row -> matches(today, row, filters, until))
                .forEach(row -> selected.add(
                        today.person(row),
                        today.week(row),
                        today.columns().stream()
                                .map(column -> today.value(row, column))
                                .toList()));
        return selected.build();
    }

    private static boolean matches(PeopleTable today, int row, List<Filter> filters, int until) {
        return today.week(row) <= until
                && filters.stream().allMatch(filter -> {
                    Hierarchy hierarchy = column(filter.column()).hierarchy();
                    return IntStream.range(0, hierarchy.levels())
                            .anyMatch(level ->
                                    filter.values().contains(hierarchy.at(level, today.value(row, filter.column()))));
                });
    }

    private static void noSmallGroup(PeopleTable today, Asked one, Asked other) {
        Map<List<String>, Set<Integer>> ofOne = new HashMap<>();
        Map<List<String>, Set<Integer>> ofOther = new HashMap<>();
        for (int row = 0; row < today.rows(); row++) {
            List<String> group = group(today, row, one.answer(), other.answer());
            if (one.shown().get(row)) {
                ofOne.computeIfAbsent(group, g -> new HashSet<>()).add(today.person(row));
            }
            if (other.shown().get(row)) {
                ofOther.computeIfAbsent(group, g -> new HashSet<>()).add(today.person(row));
            }
        }
        ofOne.forEach((group, people) -> {
            people.removeAll(ofOther.getOrDefault(group, Set.of()));
            assertTrue(people.isEmpty() || people.size() >= K, () -> people.size() + " people left over at " + group);
        });
    }

    private static List<String> group(PeopleTable today, int row, GivenAnswer one, GivenAnswer other) {
        return one.columns().stream()
                .filter(column -> !column(column.name()).sensitive())
                .flatMap(column -> other.columns().stream()
                        .filter(same -> same.name().equals(column.name()))
                        .map(same -> column(column.name())
                                .hierarchy()
                                .at(Math.max(column.level(), same.level()), today.value(row, column.name()))))
                .toList();
    }

    private static GuardedColumn column(String name) {
        return RandomPeople.COLUMNS.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameQuestionMayBeAskedAgain() {
        assertEquals(new Apart(), check(PEOPLE, ask(EVERYBODY, 1), ask(EVERYBODY, 1)));
    }

    @Test
    void everybodyWithoutAFewIsTooClose() {
        List<Filter> noFrench = List.of(new Filter("language", List.of("en", "es")));
        // asked first, it already leaves one person out
        assertEquals(new TooClose(List.of()), check(PEOPLE, ask(noFrench, 1)));
    }

    @Test
    void aFewOfOneAreaAreTooClose() {
        List<Filter> english = List.of(new Filter("language", List.of("en", "fr")));
        assertEquals(new Apart(), check(PEOPLE, ask(english, 1), ask(EVERYBODY, 1)));
        // of Florida 2 granted and 2 not; of these only one kind is shown
        PeopleTable fewer = people(0, "es");
        assertEquals(new TooClose(List.of("before")), check(fewer, ask(english, 1), ask(EVERYBODY, 1)));
    }

    /** Nobody is refused as few are. Else the refusal would tell that somebody is there. */
    @Test
    void aPartOfAnEarlierQuestionLeavesNotEvenNobodyOver() {
        List<Filter> florida = List.of(new Filter("area", List.of("US-FL")));
        List<Filter> floridaNoFrench =
                List.of(new Filter("area", List.of("US-FL")), new Filter("language", List.of("en", "es")));
        assertEquals(new TooClose(List.of("before")), check(PEOPLE, ask(floridaNoFrench, 1), ask(florida, 1)));
        assertEquals(new TooClose(List.of("before")), check(PEOPLE, ask(florida, 1), ask(floridaNoFrench, 1)));
    }

    @Test
    void aFilterOfTheSameMeaningIsNoPart() {
        List<Filter> us = List.of(new Filter("area", List.of("US")));
        List<Filter> usTwice = List.of(new Filter("area", List.of("US", "US-GA")));
        assertEquals(new Apart(), check(PEOPLE, ask(us, 1), ask(usTwice, 1)));
    }

    @Test
    void aWeekOfFewNewcomersIsTooClose() {
        assertEquals(new TooClose(List.of("before")), check(people(1), ask(EVERYBODY, 2), ask(EVERYBODY, 1)));
        assertEquals(new TooClose(List.of("before")), check(people(0), ask(EVERYBODY, 2), ask(EVERYBODY, 1)));
    }

    @Test
    void aWeekOfManyNewcomersIsNot() {
        assertEquals(new Apart(), check(people(2 * K), ask(EVERYBODY, 2), ask(EVERYBODY, 1)));
    }

    @Test
    void threeQuestionsTogetherAreTooCloseThoughEachTwoAreNot() {
        // by area, language and state: 3 people each, but of one combination 1
        PeopleTable.Builder table = PeopleTable.of(List.of("area", "language", "line"));
        int person = 0;
        for (int i = 0; i < 8; i++) {
            int people = i == 0 ? 1 : K;
            for (int n = 0; n < people; n++) {
                table.add(
                        person++,
                        1,
                        List.of((i & 1) > 0 ? "US-FL" : "US-GA", (i & 2) > 0 ? "en" : "es", (i & 4) > 0 ? "a" : "b"));
            }
        }
        List<GuardedColumn> columns = List.of(AREA, LANGUAGE, new GuardedColumn("line", false, Hierarchy.asIs()));
        GivenAnswer area = whole("area", "US-FL");
        GivenAnswer language = whole("language", "en");
        GivenAnswer line = whole("line", "a");
        Differences differences = new Differences(table.build(), columns, K, L);
        assertEquals(new Apart(), differences.check(line, List.of(area)));
        assertEquals(new Apart(), differences.check(line, List.of(language)));
        assertEquals(new TooClose(List.of("area", "language")), differences.check(line, List.of(area, language)));
    }

    private static GivenAnswer whole(String column, String value) {
        return new GivenAnswer(column, List.of(), List.of(new Filter(column, List.of(value))), 1, List.of());
    }

    @Test
    void whatOneAnswerHidAndTheOtherShowsIsTooClose() {
        GivenAnswer before = new GivenAnswer(
                "before",
                List.of(new ShownColumn("area", 0), new ShownColumn("language", 0)),
                EVERYBODY,
                1,
                List.of(List.of("US-GA", "fr"), List.of("US-TX", "fr")));
        GivenAnswer asked = new GivenAnswer("asked", List.of(new ShownColumn("area", 1)), EVERYBODY, 1, List.of());
        assertEquals(new TooClose(List.of("before")), new Differences(PEOPLE, ALL, K, L).check(asked, List.of(before)));
    }

    @Test
    void whoIsLeftOverWithOneSensitiveValueIsTooClose() {
        GivenAnswer before = new GivenAnswer(
                "before",
                List.of(new ShownColumn("area", 0), new ShownColumn("state", 0)),
                EVERYBODY,
                1,
                List.of(List.of("US-FL", "granted")));
        GivenAnswer asked = new GivenAnswer(
                "asked", List.of(new ShownColumn("area", 0), new ShownColumn("state", 0)), EVERYBODY, 1, List.of());
        assertEquals(new TooClose(List.of("before")), new Differences(PEOPLE, ALL, K, L).check(asked, List.of(before)));
        assertEquals(new Apart(), new Differences(PEOPLE, ALL, K, 1).check(asked, List.of(before)));
    }

    @Test
    void aColumnThatTheTableLacksIsAMistake() {
        GivenAnswer before = new GivenAnswer(
                "before", List.of(new ShownColumn("form", 0)), EVERYBODY, 1, List.of(List.of("signup")));
        Differences differences = new Differences(PEOPLE, ALL, K, L);
        assertThrows(
                IllegalArgumentException.class,
                () -> differences.check(ask(EVERYBODY, 1).answer(PEOPLE), List.of(before)));
    }

    private static DifferenceResult check(PeopleTable today, AskedAgain asked, AskedAgain... earlier) {
        return new Differences(today, ALL, K, L)
                .check(
                        asked.answer(today),
                        Arrays.stream(earlier)
                                .map(question -> question.answer(today))
                                .toList());
    }

    private static AskedAgain ask(List<Filter> filters, int until) {
        return new AskedAgain(filters, until);
    }

    /** Area and state of some people. */
    private record AskedAgain(List<Filter> filters, int until) {

        GivenAnswer answer(PeopleTable today) {
            PeopleTable selected = byHand(today, filters, until);
            Guarded guarded = assertInstanceOf(
                    Guarded.class, new Guard(K, L, 20).rows(selected, List.of(AREA, STATE), List.of()));
            return guarded.answer("before", filters, until);
        }
    }

    private static PeopleTable people(int newcomers, String... granted) {
        PeopleTable.Builder table = PeopleTable.of(List.of("area", "language", "state"));
        for (int i = 0; i < 40; i++) {
            String language = i == 1 ? "fr" : i % 20 < 16 ? "en" : "es";
            String state = i % 4 < 2 || List.of(granted).contains(language) ? "granted" : "none";
            table.add(i, 1, List.of(i < 20 ? "US-GA" : "US-FL", language, state));
        }
        for (int i = 0; i < newcomers; i++) {
            table.add(100 + i, 2, List.of("US-GA", "en", i % 2 == 0 ? "granted" : "none"));
        }
        return table.build();
    }
}
