package dev.ringlock.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.law.Cap;
import dev.ringlock.law.HoursAnswer;
import dev.ringlock.law.LawRow;
import dev.ringlock.law.LawTables;
import dev.ringlock.law.LegalRule;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy's {@code law}, and the caps of its purposes. */
class LawSectionTest {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final NumberPlace MAINE =
            new NumberPlace("US", Set.of("US-ME"), Set.of("America/New_York"), LineType.MOBILE);
    private static final NumberPlace GERMANY =
            new NumberPlace("DE", Set.of(), Set.of("Europe/Berlin"), LineType.MOBILE);
    private static final NumberPlace INDIA = new NumberPlace("IN", Set.of(), Set.of("Asia/Kolkata"), LineType.MOBILE);

    private static final PhoneNumber FROM_MAINE = PhoneNumber.ofCanonical("+12075550123");
    private static final PhoneNumber FROM_GERMANY = PhoneNumber.ofCanonical("+493023125000");

    private static Policy with(String law) {
        return PolicyFile.read("policy.yaml", PolicyFileTest.GOOD + law);
    }

    private static String closed(Policy policy, NumberPlace place, String at) {
        Terms terms = policy.purposes().get(MARKETING);
        HoursAnswer hours = policy.laws().hours(place, Channel.SMS, terms, Instant.parse(at));
        return hours.closed().stream().map(LegalRule::id).collect(Collectors.joining(" "));
    }

    @Test
    void withoutTheSectionEveryRowThatIsOnBinds() {
        Policy policy = with("");
        assertEquals("us-me-hours", closed(policy, MAINE, "2026-12-01T23:00:00Z"));
        assertEquals("any-hours", closed(policy, GERMANY, "2026-12-06T11:00:00Z"));
    }

    @Test
    void theOwnerSwitchesRowsWithAReason() {
        Policy policy = with("""
                law:
                  off:
                    us-me-hours: no machine of ours calls by itself
                  on:
                    in-hours: our lawyer read the rule
                """);
        assertEquals("", closed(policy, MAINE, "2026-12-01T23:00:00Z"));
        assertEquals("", closed(policy, INDIA, "2026-12-01T15:00:00Z")); // 20:30 there
        assertEquals("in-hours", closed(policy, INDIA, "2026-12-01T04:00:00Z"));
        LawRow row = policy.laws().rows().stream()
                .filter(each -> each.rule().id().equals("us-me-hours"))
                .findFirst()
                .orElseThrow();
        assertFalse(row.on());
        assertEquals("no machine of ours calls by itself", row.note());
    }

    @Test
    void theOwnersOwnRowsTakeThePlaceOfTheFallback() {
        Policy policy = with("""
                law:
                  hours:
                    - id: our-german-hours
                      jurisdiction: DE
                      monFri: 08:00-12:00;13:00-21:00
                      sat: 08:00-21:00
                      sun: none
                      holidays: none
                      from: 2026-01-01
                      source: our lawyer
                  caps:
                    - {id: our-cap, jurisdiction: "*", most: 2, per: P7D, channels: [sms], source: our promise}
                  ceilings:
                    - {id: our-ceiling, jurisdiction: DE, age: P1Y, until: 2030-01-01, source: our lawyer}
                """);
        assertEquals("", closed(policy, GERMANY, "2026-12-01T19:30:00Z"));
        assertEquals("our-german-hours", closed(policy, GERMANY, "2026-12-01T11:30:00Z"));
        assertEquals("our-german-hours", closed(policy, GERMANY, "2026-12-25T11:00:00Z"));
        assertEquals("any-hours", closed(policy, GERMANY, "2025-12-01T19:30:00Z")); // before it begins
        Terms terms = policy.purposes().get(MARKETING);
        Instant at = Instant.parse("2026-12-01T11:00:00Z");
        Cap cap = policy.laws().caps(GERMANY, Channel.SMS, terms, at).get(0);
        assertEquals(2, cap.most());
        assertEquals(Duration.ofDays(7), cap.per());
        assertEquals(1, policy.laws().ceilings(GERMANY, Channel.SMS, terms, at).size());
        assertEquals(
                0,
                policy.laws()
                        .ceilings(GERMANY, Channel.SMS, terms, Instant.parse("2030-01-01T11:00:00Z"))
                        .size());
    }

    @Test
    void aPurposesCapCountsThatPurposeAlone() {
        Policy policy = Policies.replacing("most: 4, per: P30D", "most: 5, per: PT12H");
        Terms terms = policy.purposes().get(MARKETING);
        Cap cap = policy.laws()
                .caps(GERMANY, Channel.SMS, terms, Instant.parse("2026-12-01T11:00:00Z"))
                .get(0);
        assertEquals("marketing-cap", cap.rule().id());
        assertEquals(5, cap.most());
        assertEquals(Set.of(MARKETING), cap.purposes());
        assertEquals(Set.of(Channel.SMS), cap.channels());
        assertEquals(
                List.of(),
                policy.laws()
                        .caps(
                                GERMANY,
                                Channel.SMS,
                                policy.purposes().get(new Purpose("service")),
                                Instant.parse("2026-12-01T11:00:00Z")));
    }

    @Test
    void theDayOfTheWiderRevocationIsTheOwners() {
        assertEquals(
                LocalDate.of(2027, 1, 31),
                with("law: {revocationReachesAll: 2027-01-31}").laws().revocationReachesAll());
        Policy policy = with("law: {revocationReachesAll: 2027-01-31}");
        assertFalse(policy.laws().reachesAll(FROM_MAINE, Instant.parse("2027-01-31T04:59:59Z")));
        assertTrue(policy.laws().reachesAll(FROM_MAINE, Instant.parse("2027-01-31T05:00:00Z")));
        assertFalse(policy.laws().reachesAll(FROM_GERMANY, Instant.parse("2027-06-01T05:00:00Z")));
        assertFalse(with("").laws().reachesAll(FROM_MAINE, Instant.parse("2027-06-01T05:00:00Z")));
    }

    @Test
    void theVersionCoversTheTables() {
        String yaml = PolicyFileTest.GOOD;
        assertEquals(
                Sha256.hex(yaml, LawTables.text()).substring(0, 16),
                PolicyFile.read("policy.yaml", yaml).version());
        assertNotEquals(with("").version(), with("# another text\n").version());
        assertTrue(LawTables.text().contains("us-fl-cap") && LawTables.text().contains("\nFR,"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{off: {us-xx-hours: why}} | law.off.us-xx-hours: is not a rule that is on; those are us-hours,",
                "{off: {in-hours: why}} | law.off.in-hours: is not a rule that is on",
                "{on: {us-hours: why}} | law.on.us-hours: is not a rule that is off; those are us-pa-sb992-hours, br-hours, in-hours, us-or-cap",
                "{off: {us-hours: }} | law.off.us-hours: is not a text",
                "{of: {us-hours: why}} | law.of: is not a field here; known are off, on, hours, caps, ceilings, revocationReachesAll",
                "{revocationReachesAll: soon} | law.revocationReachesAll: \"soon\" is not a date (ISO 8601)",
                "{caps: [{id: us-fl-cap, jurisdiction: DE, most: 1, per: P1D, source: x}]} | law.caps[0].id: \"us-fl-cap\" is another rule's",
                "{caps: [{id: a, jurisdiction: Germany, most: 1, per: P1D, source: x}]} | law.caps[0].jurisdiction: \"Germany\" is not a country or a state",
                "{caps: [{id: a, jurisdiction: ZZ, most: 1, per: P1D, source: x}]} | law.caps[0].jurisdiction: \"ZZ\" is not",
                "{caps: [{id: a, jurisdiction: DE, most: 0, per: P1D, source: x}]} | law.caps[0].most: \"0\" is not a whole number",
                "{caps: [{id: a, jurisdiction: DE, most: 1, per: P1M, source: x}]} | law.caps[0].per: \"P1M\" is not a length of time",
                "{caps: [{id: a, jurisdiction: DE, most: 1, per: P367D, source: x}]} | law.caps[0].per: \"P367D\" is not",
                "{caps: [{id: a, jurisdiction: DE, most: 1, per: P1D}]} | law.caps[0].source: is missing",
                "{caps: [{id: a, jurisdiction: DE, most: 1, per: P1D, source: x, kinds: [security]}]} | law.caps[0].kinds: \"security\" is not a kind that rules bind",
                "{caps: [{id: a, jurisdiction: DE, most: 1, per: P1D, source: x, purposes: [offers]}]} | law.caps[0].purposes: \"offers\" is not a purpose",
                "{caps: [{id: a, jurisdiction: DE, most: 1, per: P1D, source: x, channels: [fax]}]} | law.caps[0].channels: \"fax\" is not a channel",
                "{caps: [{id: a, jurisdiction: DE, most: 1, per: P1D, source: x, from: 2027-01-02, until: 2027-01-02}]} | law.caps[0].until: 2027-01-02 is not after `from`",
                "{ceilings: [{id: a, jurisdiction: DE, age: P0D, source: x}]} | law.ceilings[0].age: \"P0D\" is not a period",
                "{hours: [{id: a, jurisdiction: DE, monFri: 9-17, sat: none, sun: none, source: x}]} | law.hours[0].monFri: \"9-17\" is not hours of a day",
                "{hours: [{id: a, jurisdiction: DE, monFri: 17:00-09:00, sat: none, sun: none, source: x}]} | law.hours[0].monFri: \"17:00-09:00\" is not hours",
                "{hours: [{id: a, jurisdiction: DE, monFri: 09:00-24:30, sat: none, sun: none, source: x}]} | law.hours[0].monFri: \"09:00-24:30\" is not hours",
                "{hours: [{id: a, jurisdiction: DE, monFri: none, sat: none, sun: none, source: x}]} | law.hours[0].monFri: and the other days have no hour at all",
                "{hours: [{id: a, jurisdiction: DE, monFri: 09:00-17:00, sat: none, source: x}]} | law.hours[0].sun: is missing",
            })
    void aMistakeIsToldWithItsLineAndItsCure(String law, String mistake) {
        PolicyMistakesException refused = assertThrows(PolicyMistakesException.class, () -> with("law: " + law + "\n"));
        assertTrue(
                refused.mistakes().stream().anyMatch(told -> told.startsWith("policy.yaml:23: " + mistake)),
                refused.mistakes()::toString);
    }

    @Test
    void aCapOnCodesIsAMistake() {
        String yaml = PolicyFileTest.GOOD.replace(
                "    doubleOptIn: false\n",
                "    doubleOptIn: false\n    kind: security\n    caps: [{most: 4, per: P30D}]\n");
        PolicyMistakesException refused =
                assertThrows(PolicyMistakesException.class, () -> PolicyFile.read("policy.yaml", yaml));
        assertTrue(
                refused.getMessage().contains("purposes.marketing.caps: are not for a purpose of the kind security"));
    }
}
