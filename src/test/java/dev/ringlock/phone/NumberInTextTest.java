package dev.ringlock.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberInTextTest {

    private static final NumberInText AMERICAN = NumberInText.of(List.of("+12025550100"));
    private static final NumberInText GERMAN = NumberInText.of(List.of("+493023125000"));
    private static final NumberInText ANYWHERE = NumberInText.of(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550123",
                "call (202) 555-0123 after six",
                "202.555.0123",
                "2 0 2 5 5 5 0 1 2 3",
                "٢٠٢٥٥٥٠١٢٣",
                "２０２ ５５５ ０１２３",
                "②⓪② ⑤⑤⑤ ⓪①②③",
                "❷⓿❷ 555 0123",
                "²⁰²⁵⁵⁵⁰¹²³",
                "\uD835\uDFD0\uD835\uDFCE\uD835\uDFD0 555 0123",
                "202 and 555 and 0123",
                "202 then 555 dash 0123",
                "2x0x2x5x5x5x0x1x2x3",
                "2\u200b02\u200b555\u200b0123",
                "it is 555-0123",
                "1 202 555 0123",
                "+44 7400 123456",
                "0044 7400 123456",
                "tel2025550123",
                "https://harbour-books.example/2025550123",
                "2025550123 on 2026-11-28",
                "202 555 2019",
            })
    void aNumberIsFoundHoweverItIsWritten(String text) {
        assertTrue(AMERICAN.in(text).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sale-2026-11-28",
                "sale_20261128",
                "2026-11-28T10:30:00Z",
                "2026-11-28T10:30:00.123456+01:00",
                "on 28.11.2026 at 10:30",
                "11/28/2026 9:30",
                "2026-11-28/2026-12-24",
                "10:30 to 11:45 on 2026-11-28",
                "order HB-4821 of 3 books, 27.50 each",
                "order HB-4821337",
                "order #482-1337",
                "order HB-20261128-0042",
                "order 5550123456789012",
                "invoice 2026/4711",
                "1,250,000.00 EUR",
                "550e8400-e29b-41d4-a716-446655440000",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "2 of 3 books on 28 at 10",
                "between 2019 and 2024 about 120 orders",
                "batch 0001-0002-0003",
                "version 3.34.2 on 192.168.1.20",
            })
    void datesTimesSumsAndIdsAreNone(String text) {
        assertEquals(Optional.empty(), AMERICAN.in(text));
        assertEquals(Optional.empty(), GERMAN.in(text));
        assertEquals(Optional.empty(), ANYWHERE.in(text));
    }

    @Test
    void aNationalNumberIsOneInItsOwnCountry() {
        assertTrue(GERMAN.in("030 23125000").isPresent());
        assertEquals(Optional.empty(), AMERICAN.in("030 23125000"));
        assertTrue(ANYWHERE.in("202 555 0123").isPresent());
    }

    @Test
    void thePlaceIsSaidAndTheNumberIsNot() {
        assertEquals(Optional.of("characters 6 to 17"), AMERICAN.in("call 202 555 0123 now"));
        assertEquals(Optional.of("characters 6 to 17"), AMERICAN.in("call ②⓪② 555 0123 now"));
    }

    @Test
    void aLongTextIsSearchedToo() {
        assertEquals(Optional.empty(), AMERICAN.in("1 ".repeat(250)));
        assertTrue(AMERICAN.in("x".repeat(400) + " 2025550123").isPresent());
    }
}
