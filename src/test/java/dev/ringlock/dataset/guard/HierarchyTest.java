package dev.ringlock.dataset.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HierarchyTest {

    @ParameterizedTest
    @CsvSource({"US-FL,US", "GB-ENG,GB", "US,US", "none,none"})
    void anAreaBecomesItsCountry(String area, String country) {
        assertEquals(List.of(area, country, "*"), levels(Hierarchy.area(), area));
    }

    /** The month is that of the Thursday: the week of 31 December 2026 is 2026-W53, and ends in 2027. */
    @ParameterizedTest
    @CsvSource({
        "2026-W12,2026-03,2026",
        "2026-W01,2026-01,2026",
        "2026-W53,2026-12,2026",
        "2025-W01,2025-01,2025",
        "2026-W05,2026-01,2026",
        "2026-W09,2026-02,2026"
    })
    void aWeekBecomesTheMonthOfItsThursdayAndThenTheYear(String week, String month, String year) {
        assertEquals(List.of(week, month, year, "*"), levels(Hierarchy.week(), week));
    }

    @Test
    void anyOtherValueIsShownOrNot() {
        assertEquals(List.of("mobile", "*"), levels(Hierarchy.asIs(), "mobile"));
    }

    @Test
    void aWordThatStandsForNoWeekStays() {
        assertEquals(List.of("none", "none", "none", "*"), levels(Hierarchy.week(), "none"));
    }

    private static List<String> levels(Hierarchy hierarchy, String value) {
        return IntStream.range(0, hierarchy.levels())
                .mapToObj(level -> hierarchy.at(level, value))
                .toList();
    }
}
