package dev.ringlock.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.access.Limit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaffSectionTest {

    private static final int LINES = (int) PolicyFileTest.GOOD.lines().count();

    @ParameterizedTest
    @ValueSource(strings = {"", "staff: {}\n", "staff: {reveals: {}}\n", "staff: {reveals: {perHour: 20}}\n"})
    void whatIsNotSaidIsAsDocumented(String section) {
        assertEquals(
                staff(List.of("call_back", "complaint", "person_asked", "suspected_misuse"), 20, 100), read(section));
    }

    @Test
    void theExampleSaysWhatCountsUnlessSaid() {
        assertEquals(
                read(""),
                PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"))
                        .staff());
    }

    @Test
    void everyLineCounts() {
        assertEquals(
                staff(List.of("refund", "b2_recall"), 3, 3),
                read("staff: {reasons: [refund, b2_recall], reveals: {perHour: 3, perDay: 3}}\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "staff: many|staff|is not a mapping",
                "staff: {roles: []}|staff.roles|is not a field here; known are reasons, reveals",
                "staff: {reasons: []}|staff.reasons|is not a list with something in it",
                "staff: {reasons: [Call back]}|staff.reasons|\"Call back\" is not a reason's id",
                "staff: {reasons: [refund, refund]}|staff.reasons|is there twice",
                "staff: {reveals: 20}|staff.reveals|is not a mapping",
                "staff: {reveals: {perHour: 0}}|staff.reveals.perHour|\"0\" is not a whole number from 1",
                "staff: {reveals: {perDay: P1D}}|staff.reveals.perDay|\"P1D\" is not a whole number from 1",
                "staff: {reveals: {perWeek: 5}}|staff.reveals.perWeek|is not a field here; known are perHour, perDay",
                "staff: {reveals: {perHour: 101}}|staff.reveals.perHour|allows more per hour (101) than per day (100)",
                "staff: {reveals: {perDay: 5}}|staff.reveals.perDay|allows more per hour (20) than per day (5)",
            })
    void aMistakeIsToldWithFileLineFieldAndCure(String section, String field, String what) {
        List<String> told = assertThrows(PolicyMistakesException.class, () -> read(section + "\n"))
                .mistakes();
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("p.yaml:" + (LINES + 1) + ": " + field + ": "), told::toString);
        assertTrue(told.get(0).contains(what), told::toString);
    }

    private static StaffRules staff(List<String> reasons, int perHour, int perDay) {
        return new StaffRules(reasons, new Limit(perHour, Duration.ofHours(1)), new Limit(perDay, Duration.ofDays(1)));
    }

    private static StaffRules read(String section) {
        return PolicyFile.read("p.yaml", PolicyFileTest.GOOD + section).staff();
    }
}
