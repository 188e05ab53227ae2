package dev.ringlock.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.contactability.DecisionReason;
import dev.ringlock.contactability.Refusal;
import dev.ringlock.law.LegalRule;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonTextsTest {

    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");
    private static final LegalRule RULE = new LegalRule("us-fl-hours", "US-FL", "", "", "", null, null);

    @Test
    void everyReasonIsToldInEveryLanguageWithTheSamePlaces() throws IOException {
        Set<String> codes = new TreeSet<>(Set.of(ReasonTexts.NOT_A_NUMBER, ReasonTexts.INVALID));
        Stream.of(Refusal.values()).map(Refusal::id).forEach(codes::add);
        Properties english = texts("en");
        for (String language : ReasonTexts.LANGUAGES) {
            Properties texts = texts(language);
            assertEquals(codes, new TreeSet<>(texts.stringPropertyNames()), language);
            for (String code : codes) {
                assertEquals(places(english.getProperty(code)), places(texts.getProperty(code)), language + code);
                assertTrue(texts.getProperty(code).endsWith("."), language + " " + code);
            }
        }
    }

    @Test
    void aTimeIsToldToTheMinuteAndNeverTooEarly() {
        DecisionReason cap =
                new DecisionReason(Refusal.CAP_REACHED, null, RULE, Instant.parse("2026-11-28T23:59:00.001Z"));
        assertTrue(ReasonTexts.of(cap, "en").endsWith("The next time is at 2026-11-29 00:00 UTC."));
        DecisionReason hours =
                new DecisionReason(Refusal.QUIET_HOURS, null, RULE, Instant.parse("2026-11-28T13:00:00Z"));
        for (String language : ReasonTexts.LANGUAGES) {
            String text = ReasonTexts.of(hours, language);
            assertTrue(text.contains("us-fl-hours") && text.contains("2026-11-28 13:00 UTC"), text);
            assertFalse(text.contains("{"), text);
        }
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        texts.load(new InputStreamReader(
                ReasonTexts.class.getResourceAsStream("/decide/reasons_" + language + ".properties"),
                StandardCharsets.UTF_8));
        assertFalse(texts.isEmpty(), List.of(language)::toString);
        return texts;
    }
}
