package dev.ringlock.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSectionTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "datasets: {}\n", "datasets: {k: 10}\n"})
    void everyLineIsOptional(String section) {
        assertEquals(new DatasetRules(10, 2, 5, 20, 30), read(section));
    }

    @Test
    void theOwnersBoundsCount() {
        assertEquals(
                new DatasetRules(50, 3, 1, 5, 7),
                read("datasets: {k: 50, l: 3, suppressed: 1, answers: 5, keptDays: 7}\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "datasets: many|datasets|is not a mapping",
                "datasets: {epsilon: 1}|datasets.epsilon|is not a field here; known are k, l, suppressed, answers, keptDays",
                "datasets: {k: 4}|datasets.k|\"4\" is not a whole number from 5 to 1000",
                "datasets: {l: 0}|datasets.l|\"0\" is not a whole number from 1 to 10",
                "datasets: {suppressed: 21}|datasets.suppressed|\"21\" is not a whole number from 0 to 20",
                "datasets: {answers: 51}|datasets.answers|\"51\" is not a whole number from 1 to 50",
                "datasets: {keptDays: 1000}|datasets.keptDays|\"1000\" is not a whole number from 1 to 360",
            })
    void aMistakeIsToldWithItsPlace(String section, String place, String text) {
        PolicyMistakesException mistakes = assertThrows(PolicyMistakesException.class, () -> read(section + "\n"));
        String message = String.valueOf(mistakes.getMessage());
        assertTrue(message.contains(place) && message.contains(text), message);
    }

    private static DatasetRules read(String section) {
        return PolicyFile.read("p.yaml", PolicyFileTest.GOOD + section).datasets();
    }
}
