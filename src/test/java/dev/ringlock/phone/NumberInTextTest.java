package dev.ringlock.phone;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberInTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550123",
                "call (202) 555-0123 after six",
                "202.555.0123",
                "2 0 2 5 5 5 0 1 2 3",
                "٢٠٢٥٥٥٠١٢٣",
                "２０２ ５５５ ０１２３",
            })
    void tenDigitsAreANumberHoweverTheyAreWritten(String text) {
        assertTrue(NumberInText.isIn(text));
        assertTrue(NumberInText.mayBeIn(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ordered on 27 November", "order HB-4821 of 3 books, 27.50 each", "55 012 3"})
    void fewDigitsAreNone(String text) {
        assertFalse(NumberInText.isIn(text));
        assertFalse(NumberInText.mayBeIn(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"555 0123", "call 9.123.4567", "٥٥٥٠١٢٣"})
    void sevenMayBeOneInAPersonsWords(String text) {
        assertFalse(NumberInText.isIn(text));
        assertTrue(NumberInText.mayBeIn(text));
    }
}
