package dev.ringlock.steps.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.ledger.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class RecordWordsTest {

    static final List<String> LANGUAGES = RecordWords.LANGUAGES;

    /** Entries that a contact has of its own. */
    private static final Set<Event> OF_CONTACTS = Set.of(
            Event.REQUESTED,
            Event.GIVEN,
            Event.RENEWED,
            Event.WITHDRAWN,
            Event.EXPIRED,
            Event.EXPIRING,
            Event.MOVED,
            Event.NUMBER_INVALID,
            Event.NUMBER_VALID,
            Event.HELD,
            Event.RELEASED,
            Event.REOPTIN_REQUESTED,
            Event.REVEALED,
            Event.REVEAL_REFUSED,
            Event.ACCESSED,
            Event.ERASED);

    private static Properties read(String language) throws IOException {
        Properties words = new Properties();
        words.load(Files.newBufferedReader(Path.of("src/main/resources/record/words_" + language + ".properties")));
        return words;
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyLanguageHasEveryTextWithItsPlaces(String language) throws IOException {
        Properties english = read("en");
        Properties words = read(language);
        assertEquals(english.stringPropertyNames(), words.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertEquals(places(english.getProperty(key)), places(words.getProperty(key)), key);
        }
        assertTrue(
                OF_CONTACTS.stream().allMatch(event -> words.containsKey("event_" + event.id())),
                "an entry of a contact has no word");
    }

    private static Set<String> places(String text) {
        return text.chars()
                .filter(Character::isDigit)
                .mapToObj(digit -> "{" + (char) digit + "}")
                .filter(text::contains)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"en,en", "de-AT,de", "fr,fr", "nl,en", "'',en"})
    void anotherLanguageGetsTheEnglishWords(String asked, String spoken) {
        assertEquals(spoken, RecordWords.in(asked, ZoneOffset.UTC).language());
    }

    @Test
    void timesArePolicyTimesWithTheirOffset() {
        String when = RecordWords.in("de", ZoneId.of("America/New_York")).when(Instant.parse("2026-12-01T10:00:00Z"));
        assertTrue(when.startsWith("1. Dezember 2026") && when.contains("05:00") && when.endsWith("UTC-05:00"), when);
    }

    @Test
    void periodsNameTheirPartsAlone() {
        RecordWords words = RecordWords.in("en", ZoneOffset.UTC);
        assertEquals("2 years", words.period(Period.ofYears(2)));
        assertEquals("1 year, 6 months, 3 days", words.period(Period.of(1, 6, 3)));
    }
}
