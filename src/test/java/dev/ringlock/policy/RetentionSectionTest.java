package dev.ringlock.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Retentions;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Retention.Dead;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionSectionTest {

    private static final Retention UNLESS_SAID = new Retention(
            Retentions.EXAMPLE.proof(),
            null,
            Retentions.EXAMPLE.check(),
            Period.ofDays(30),
            Retentions.quality(Period.ofMonths(18), null));
    private static final int LINES = (int) PolicyFileTest.GOOD.lines().count();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "retention: {}\n",
                "quality: {}\n",
                "retention: {renewal: off}\n",
                "quality: {never_confirmed: on, inactive: on, dead: on, line_type: on, reassigned: off}\n",
                "quality: {never_confirmed: {}, dead: {}, suspected: {}}\n"
            })
    void whatIsNotSaidIsAsDocumented(String sections) {
        assertEquals(UNLESS_SAID, read(sections));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "quality: {}\n", "quality: {inactive: on}\n", "quality: {inactive: {}}\n"})
    void silenceEndsAConsentAfterEighteenMonthsUnlessThePolicySaysOtherwise(String sections) {
        assertEquals(
                Retentions.quality(Period.ofMonths(18), null), read(sections).quality());
    }

    @Test
    void theExampleSaysWhatTheTestsOfTheRulesGoBy() {
        assertEquals(
                Retentions.EXAMPLE,
                PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"))
                        .retention());
    }

    @Test
    void everyLineCounts() {
        Retention read = read("""
                retention: {proof: P6Y, laws: [us-tsr, us-tcpa], renewal: P45D, check: P6M, clockJump: P10D}
                quality:
                  never_confirmed: {after: P1D}
                  inactive: {after: P1Y}
                  dead: {hardFailures: 3, within: P60D, softFailures: 9, over: P21D}
                  line_type: off
                  renumbered: off
                  invalid: off
                  reassigned: {every: P1M}
                  suspected: {contacts: 12}
                """);
        assertEquals(
                new Retention(
                        Period.ofYears(6),
                        Period.ofDays(45),
                        Period.ofMonths(6),
                        Period.ofDays(10),
                        new Retention.QualityRules(
                                Period.ofDays(1),
                                Period.ofYears(1),
                                new Dead(3, Period.ofDays(60), 9, Period.ofDays(21)),
                                false,
                                false,
                                false,
                                Period.ofMonths(1),
                                12)),
                read);
    }

    @Test
    void whatMayBeOffIsOffByThatWord() {
        Retention.QualityRules quality =
                read("quality: {inactive: off, dead: off, line_type: off}\n").quality();
        assertNull(quality.inactive());
        assertNull(quality.dead());
        assertFalse(quality.lineType());
        assertTrue(quality.invalid());
        assertEquals(
                Period.ofDays(30), read("quality: {reassigned: on}\n").quality().reassigned());
    }

    @Test
    void proofMayBeAsShortAsTheLawsThatBind() {
        assertEquals(
                Period.ofMonths(6),
                read("retention: {proof: P6M, laws: [us-ctia, uk-ico, fr-cnil]}\n")
                        .proof());
        assertEquals(
                Period.ofDays(1), read("retention: {proof: P1D, laws: off}\n").proof());
        assertEquals(Period.ofMonths(60), read("retention: {proof: P60M}\n").proof(), "60 months are five years");
    }

    @Test
    void aLawWithoutASourceBindsOnlyWhoNamesIt() {
        List<Law> unsourced = Law.all().stream().filter(law -> !law.isSourced()).toList();
        assertEquals(List.of("us-tcpa"), unsourced.stream().map(Law::id).toList());
        List<String> told = mistakes("retention: {proof: P3Y}\n");
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).contains("us-tsr"), told::toString);
        assertTrue(mistakes("retention: {proof: P3Y, laws: [us-tcpa]}\n")
                .get(0)
                .contains("is shorter than the P4Y of us-tcpa (28 USC 1658(a), general knowledge)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "retention: five|1|retention|is not a mapping",
                "retention: {proof: P4Y}|1|retention.proof|P4Y is shorter than the P5Y of us-tsr (16 CFR 310.5 as amended 2024 (compliance of most parts 2024-05-16), https://regulations.justia.com/",
                "retention: {proof: P4Y}|1|retention.proof|write `P5Y` or longer, or name in `laws` those that bind you",
                "retention: {proof: P1825D}|1|retention.proof|P1825D is shorter than the P5Y of us-tsr",
                "retention: {laws: [us-ctia], proof: P1M}|1|retention.proof|P1M is shorter than the P6M of us-ctia",
                "retention: {proof: P-5Y}|1|retention.proof|\"P-5Y\" is not a period from a day to 100 years (ISO 8601); write for example `P5Y`",
                "retention: {proof: P0D}|1|retention.proof|is not a period from a day",
                "retention: {proof: off}|1|retention.proof|\"off\" is not a period",
                "retention: {laws: [tsr]}|1|retention.laws|\"tsr\" is not a law of the retention table; known are us-tsr, us-tcpa, us-ctia, us-dnc, fr-cnil, uk-ico",
                "retention: {laws: [us-rnd]}|1|retention.laws|\"us-rnd\" is not a law of the retention table",
                "retention: {laws: []}|1|retention.laws|is not a list with something in it",
                "retention: {renewal: P2Y}|1|retention.renewal|P2Y is not shorter than purposes.marketing.expiresAfter, P2Y",
                "retention: {renewal: P730D}|1|retention.renewal|P730D is not shorter than purposes.marketing.expiresAfter, P2Y",
                "retention: {renewal: P-1D}|1|retention.renewal|is not a period from a day to 100 years (ISO 8601) or off",
                "retention: {renewal: on}|1|retention.renewal|\"on\" is not a period",
                "retention: {check: P0D}|1|retention.check|\"P0D\" is not a period from a day to two years",
                "retention: {check: P-1D}|1|retention.check|is not a period from a day to two years",
                "retention: {check: P731D}|1|retention.check|is not a period from a day to two years",
                "retention: {clockJump: PT1H}|1|retention.clockJump|\"PT1H\" is not a period from a day to a year",
                "retention: {clockJump: P2Y}|1|retention.clockJump|is not a period from a day to a year",
                "retention: {clockJump: off}|1|retention.clockJump|is not a period from a day to a year",
                "retention: {keep: P5Y}|1|retention.keep|is not a field here; known are proof, laws, renewal, check, clockJump",
                "quality: off|1|quality|is not a mapping",
                "quality:`n`  zombie:`n`    after: P1Y|2|quality.zombie|is not a reason; known are never_confirmed, inactive, dead, line_type, renumbered, invalid, reassigned, suspected",
                "quality: {expired: off}|1|quality.expired|a consent always ends when its time is over; set its purpose's `expiresAfter`",
                "quality: {purpose_removed: off}|1|quality.purpose_removed|a consent always ends when its purpose leaves the policy",
                "quality:`n`  expired:`n`    after: P1Y|2|quality.expired|a consent always ends",
                "quality: {never_confirmed: off}|1|quality.never_confirmed|cannot be off",
                "quality: {never_confirmed: {after: PT5M}}|1|quality.never_confirmed.after|\"PT5M\" is not a period from a day to 100 years (ISO 8601), so that the 10 minutes of a code fit in; write for example `P7D`",
                "quality: {never_confirmed: {after: P-7D}}|1|quality.never_confirmed.after|is not a period",
                "quality: {inactive: P1Y}|1|quality.inactive|is neither on, off nor settings; write for example `{after: P18M}`",
                "quality: {inactive: false}|1|quality.inactive|is neither on, off nor settings",
                "quality: {inactive: {after: P-18M}}|1|quality.inactive.after|is not a period",
                "quality: {inactive: {every: P1Y}}|1|quality.inactive.every|is not a field here; known are after",
                "quality: {dead: {hardFailures: 1}}|1|quality.dead.hardFailures|\"1\" is not a whole number from 2 to 5",
                "quality: {dead: {hardFailures: 6}}|1|quality.dead.hardFailures|\"6\" is not a whole number from 2 to 5",
                "quality: {dead: {softFailures: 1}}|1|quality.dead.softFailures|is not a whole number from 2",
                "quality: {dead: {within: P0D}}|1|quality.dead.within|is not a period",
                "quality: {dead: {over: PT1H}}|1|quality.dead.over|is not a period",
                "quality: {line_type: yes}|1|quality.line_type|\"yes\" is not on or off; write for example `on`",
                "quality: {renumbered: true}|1|quality.renumbered|is not on or off",
                "quality: {invalid: {after: P1D}}|1|quality.invalid|is not on or off",
                "quality: {reassigned: {every: P46D}}|1|quality.reassigned.every|P46D is longer than P45D: a number may be given to somebody else that long after it was disconnected, and would not be checked in time (47 CFR 52.15(f)(1)(ii); FCC 18-177, https://",
                "quality: {reassigned: {every: P2M}}|1|quality.reassigned.every|P2M is longer than P45D",
                "quality: {reassigned: {every: P0D}}|1|quality.reassigned.every|is not a period",
                "quality: {suspected: {contacts: 1}}|1|quality.suspected.contacts|is not a whole number from 2",
                "quality: {suspected: off}|1|quality.suspected|is not a mapping",
            })
    void aMistakeIsToldWithFileLineFieldAndCure(String sections, int line, String field, String what) {
        List<String> told = mistakes(sections.replace("`n`", "\n") + "\n");
        String start = "p.yaml:" + (LINES + line) + ": " + field + ": ";
        assertTrue(
                told.stream().anyMatch(mistake -> mistake.startsWith(start) && mistake.contains(what)),
                () -> String.join("\n", told));
        assertTrue(told.stream().allMatch(mistake -> mistake.startsWith(start)), () -> String.join("\n", told));
    }

    @Test
    void everyRowOfTheTableNamesItsSource() {
        List<Law> laws = Law.all();
        assertEquals(
                laws.size(), laws.stream().map(Law::id).distinct().count(), "ids that are there twice mean neither");
        for (Law law : laws) {
            assertFalse(law.source().isBlank(), law.id());
            assertTrue(
                    List.of("confirmed", "secondary", "design", "UNCONFIRMED").contains(law.confidence()), law.id());
            assertTrue(List.of("", "proof", "suppressions", "reassigned").contains(law.binds()), law.id());
        }
    }

    private static Retention read(String sections) {
        return PolicyFile.read("p.yaml", PolicyFileTest.GOOD + sections).retention();
    }

    private static List<String> mistakes(String sections) {
        return assertThrows(
                        PolicyMistakesException.class, () -> PolicyFile.read("p.yaml", PolicyFileTest.GOOD + sections))
                .mistakes();
    }
}
