package dev.ringlock.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days and hours that a lawyer would look up, on the tables as they come. */
class LawsTest {

    private static final Terms MARKETING = terms("marketing", PurposeKind.MARKETING);
    private static final Terms OFFERS = terms("offers", PurposeKind.MARKETING);
    private static final Terms SERVICE = terms("service", PurposeKind.TRANSACTIONAL);
    private static final Terms CODES = terms("codes", PurposeKind.SECURITY);
    private static final Laws LAWS = new Laws(LawTables.rows(), List.of(MARKETING, OFFERS, SERVICE, CODES), null);
    private static final NumberPlace FLORIDA =
            PhoneNumber.ofCanonical("+13055550123").place();

    static Terms terms(String id, PurposeKind kind) {
        return new Terms(
                new Purpose(id),
                Set.of(Channel.values()),
                Period.ofYears(2),
                false,
                Set.of(LineType.MOBILE),
                kind,
                Set.of());
    }

    private static NumberPlace place(String country, String states, String zones) {
        return new NumberPlace(country, set(states), set(zones), LineType.MOBILE);
    }

    private static Set<String> set(String words) {
        return words == null ? Set.of() : Set.of(words.split(" ", -1));
    }

    private static Instant local(String zone, String time) {
        return LocalDateTime.parse(time).atZone(ZoneId.of(zone)).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        // federal law: 8 to 21, half-open
        "US, US-AK, America/Anchorage, SMS,   2026-12-01T07:59:59, us-hours",
        "US, US-AK, America/Anchorage, SMS,   2026-12-01T08:00:00, ''",
        "US, US-AK, America/Anchorage, SMS,   2026-12-01T20:59:59, ''",
        "US, US-AK, America/Anchorage, SMS,   2026-12-01T21:00:00, us-hours",
        // a state that is stricter
        "US, US-FL, America/New_York,  SMS,   2026-12-01T20:00:00, us-fl-hours",
        "US, US-FL, America/New_York,  SMS,   2026-12-01T21:00:00, us-hours us-fl-hours",
        // rules for calls do not bind texts
        "US, US-AL, America/Chicago,   SMS,   2026-11-29T12:00:00, ''",
        "US, US-AL, America/Chicago,   VOICE, 2026-11-29T12:00:00, us-al-hours",
        "US, US-AL, America/Chicago,   VOICE, 2026-11-26T12:00:00, us-al-hours", // Thanksgiving
        "US, US-AL, America/Chicago,   VOICE, 2026-11-27T12:00:00, ''",
        // Texas: texts since SB 140, Sundays from noon
        "US, US-TX, America/Chicago,   SMS,   2025-08-31T08:30:00, ''",
        "US, US-TX, America/Chicago,   SMS,   2025-09-01T08:30:00, us-tx-hours",
        "US, US-TX, America/Chicago,   SMS,   2026-11-29T11:59:00, us-tx-hours",
        "US, US-TX, America/Chicago,   SMS,   2026-11-29T12:00:00, ''",
        // Pennsylvania's Sundays since 2026-10-18
        "US, US-PA, America/New_York,  VOICE, 2026-10-11T12:00:00, ''",
        "US, US-PA, America/New_York,  VOICE, 2026-10-18T12:00:00, us-pa-sunday-hours",
        "US, US-PA, America/New_York,  VOICE, 2026-12-25T12:00:00, us-pa-hours",
        // Mississippi: a holiday on a Sunday is a Sunday
        "US, US-MS, America/Chicago,   VOICE, 2027-07-04T12:00:00, us-ms-hours",
        "US, US-MS, America/Chicago,   VOICE, 2027-07-05T12:00:00, ''",
        // no state: every state's rules at once
        "US, ,      America/Chicago,   SMS,   2026-12-01T09:30:00, us-unknown-state-hours",
        "US, ,      America/Chicago,   SMS,   2026-12-01T10:00:00, ''",
        "US, ,      America/Chicago,   SMS,   2026-12-05T12:00:00, us-unknown-state-hours",
        // the number's state and the declared one
        "US, US-FL US-KY, America/New_York, VOICE, 2026-12-01T09:00:00, us-ky-hours",
        "US, US-FL US-KY, America/New_York, VOICE, 2026-12-01T20:30:00, us-fl-hours",
        "CA, CA-ON, America/Toronto,   VOICE, 2026-12-01T21:29:00, ''",
        "CA, CA-ON, America/Toronto,   VOICE, 2026-12-01T21:30:00, ca-hours",
        // France: calls have a midday break
        "FR, ,      Europe/Paris,      VOICE, 2026-12-01T13:00:00, fr-voice-hours",
        "FR, ,      Europe/Paris,      VOICE, 2026-12-01T14:00:00, ''",
        "FR, ,      Europe/Paris,      VOICE, 2026-07-14T14:00:00, fr-voice-hours",
        "FR, ,      Europe/Paris,      SMS,   2026-12-05T21:59:00, ''",
        "FR, ,      Europe/Paris,      SMS,   2026-12-06T12:00:00, fr-text-hours",
        "FR, ,      Europe/Paris,      VOICE, 2023-02-28T09:30:00, ''", // before the decree: the fallback
        "FR, ,      Europe/Paris,      VOICE, 2023-02-28T20:30:00, any-hours",
        // no rule of its own, or one that is off: the fallback, with the country's holidays
        "DE, ,      Europe/Berlin,     SMS,   2026-12-01T19:59:00, ''",
        "DE, ,      Europe/Berlin,     SMS,   2026-12-01T20:00:00, any-hours",
        "DE, ,      Europe/Berlin,     SMS,   2026-10-03T12:00:00, any-hours",
        "IN, ,      Asia/Kolkata,      SMS,   2026-12-01T20:30:00, any-hours",
        "BR, ,      America/Sao_Paulo, SMS,   2026-12-01T08:30:00, any-hours",
        "PR, ,      America/Puerto_Rico, SMS, 2026-12-01T20:30:00, any-hours",
    })
    void rowsBindWhereTheySay(String country, String states, String zone, Channel channel, String time, String closed) {
        HoursAnswer answer = LAWS.hours(place(country, states, zone), channel, MARKETING, local(zone, time));
        assertEquals(closed, answer.closed().stream().map(LegalRule::id).collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T12:00:00Z, 2026-12-01T13:00:00Z", // 7:00: opens at 8
        "2026-12-01T13:00:00Z, 2026-12-02T01:00:00Z", // 8:00: closes at 20
        "2026-12-02T01:00:00Z, 2026-12-02T13:00:00Z",
        "2027-03-14T05:00:00Z, 2027-03-14T12:00:00Z", // the night in which clocks go forward
        "2026-11-01T04:00:00Z, 2026-11-01T13:00:00Z", // and back
    })
    void theAnswerSaysWhenItChanges(Instant at, Instant changesAt) {
        assertEquals(changesAt, LAWS.hours(FLORIDA, Channel.SMS, MARKETING, at).changesAt());
    }

    @Test
    void lawBindsMarketingAlone() {
        Instant night = Instant.parse("2026-12-01T08:00:00Z");
        assertFalse(LAWS.hours(FLORIDA, Channel.SMS, MARKETING, night).isOpen());
        for (Terms terms : List.of(SERVICE, CODES)) {
            HoursAnswer answer = LAWS.hours(FLORIDA, Channel.SMS, terms, night);
            assertTrue(answer.isOpen());
            assertNull(answer.changesAt());
            assertEquals(List.of(), LAWS.caps(FLORIDA, Channel.SMS, terms, night));
        }
    }

    @Test
    void anUnknownZoneIsNeverOpenWhereHoursBind() {
        Instant noon = Instant.parse("2026-12-01T17:00:00Z");
        NumberPlace nowhere = place("US", null, null);
        HoursAnswer answer = LAWS.hours(nowhere, Channel.SMS, MARKETING, noon);
        assertFalse(answer.isOpen());
        assertNull(answer.changesAt());
        assertTrue(LAWS.hours(nowhere, Channel.SMS, SERVICE, noon).isOpen());
        assertFalse(LAWS.hours(place(null, null, null), Channel.SMS, MARKETING, noon)
                .isOpen());
        assertTrue(
                LAWS.hours(nowhere.inState("US-FL").inZone(ZoneId.of("America/New_York")), Channel.SMS, MARKETING, noon)
                        .isOpen());
    }

    /** Sunday, half past eight in the evening in Berlin: New York's hours are not what a German number has to wait for. */
    @Test
    void aStateDeclaredElsewhereAddsItsRulesAndTakesNoneAway() {
        NumberPlace berlin = place("DE", null, "Europe/Berlin");
        Instant evening = Instant.parse("2026-11-29T19:30:00Z");
        assertFalse(LAWS.hours(berlin, Channel.SMS, MARKETING, evening).isOpen());
        assertFalse(LAWS.hours(berlin.inState("US-NY"), Channel.SMS, MARKETING, evening)
                .isOpen());
        NumberPlace york = place("US", "US-NY", "America/New_York");
        Instant morning = Instant.parse("2026-12-01T13:30:00Z");
        assertTrue(LAWS.hours(york, Channel.SMS, MARKETING, morning).isOpen());
        assertFalse(
                LAWS.hours(york.inState("US-HI"), Channel.SMS, MARKETING, morning)
                        .isOpen(),
                "it is night there");
    }

    @Test
    void zonesWithoutASharedHourNeverOpen() {
        NumberPlace both = place("DE", null, "Pacific/Tongatapu Africa/Lagos");
        HoursAnswer answer = LAWS.hours(both, Channel.SMS, MARKETING, Instant.parse("2026-12-01T17:00:00Z"));
        assertEquals(
                List.of("any-hours"),
                answer.closed().stream().map(LegalRule::id).toList());
        assertNull(answer.changesAt());
    }

    @Test
    void allZonesHaveToAllow() {
        NumberPlace coast = place("US", "US-FL", "America/New_York America/Los_Angeles");
        assertFalse(LAWS.hours(coast, Channel.SMS, MARKETING, local("America/New_York", "2026-12-01T10:59:00"))
                .isOpen());
        HoursAnswer open = LAWS.hours(coast, Channel.SMS, MARKETING, local("America/New_York", "2026-12-01T11:00:00"));
        assertTrue(open.isOpen());
        assertEquals(local("America/New_York", "2026-12-01T20:00:00"), open.changesAt());
    }

    @Test
    void capsOfLawCountAllMarketingTogether() {
        Instant at = Instant.parse("2026-12-01T17:00:00Z");
        Cap cap = LAWS.caps(FLORIDA, Channel.SMS, MARKETING, at).get(0);
        assertEquals("us-fl-cap", cap.rule().id());
        assertEquals(3, cap.most());
        assertEquals(Duration.ofHours(24), cap.per());
        assertEquals(Set.of(Channel.values()), cap.channels());
        assertEquals(Set.of(MARKETING.purpose(), OFFERS.purpose()), cap.purposes());
        assertEquals(Duration.ofDays(30), LAWS.longestCap());
        NumberPlace france = place("FR", null, "Europe/Paris");
        assertEquals(
                Set.of(Channel.VOICE),
                LAWS.caps(france, Channel.VOICE, MARKETING, at).get(0).channels());
        assertEquals(List.of(), LAWS.caps(france, Channel.SMS, MARKETING, at));
        assertEquals(List.of(), LAWS.caps(place("US", "US-OR", "America/Boise"), Channel.SMS, MARKETING, at));
    }

    @Test
    void capsOfAStateBindWhoMayBeThere() {
        Instant at = Instant.parse("2026-12-01T17:00:00Z");
        assertEquals(
                List.of("us-fl-cap", "us-ok-cap"),
                LAWS.caps(place("US", null, "America/Chicago"), Channel.SMS, MARKETING, at).stream()
                        .map(cap -> cap.rule().id())
                        .toList());
    }

    @Test
    void rulesBeginOnTheLocalDay() {
        NumberPlace france = place("FR", null, "Europe/Paris");
        assertEquals(List.of(), LAWS.ceilings(france, Channel.VOICE, MARKETING, Instant.parse("2026-08-10T21:59:59Z")));
        Ceiling ceiling = LAWS.ceilings(france, Channel.VOICE, MARKETING, Instant.parse("2026-08-10T22:00:00Z"))
                .get(0);
        assertEquals(Instant.parse("2025-02-28T10:00:00Z"), ceiling.end(Instant.parse("2024-02-29T10:00:00Z")));
        assertEquals(List.of(), LAWS.ceilings(france, Channel.SMS, MARKETING, Instant.parse("2026-12-01T00:00:00Z")));
    }
}
