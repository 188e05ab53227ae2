package dev.ringlock.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.consent.ImportedChange.ImportOutcome;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.ImportYes;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Yeses that another system wrote down. */
class ImportYesRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant ROW = NOW.minus(Duration.ofDays(100));
    private static final Contact NOBODY = Contact.unknown(ContactId.ofMac(new byte[16]));
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Purpose FORMER = new Purpose("former");
    private static final Terms PLAIN = terms(false, ImportYes.REFUSED);
    private static final Terms DOUBLE = terms(true, ImportYes.REFUSED);
    private static final Rules RULES = new Rules(Retentions.EXAMPLE, Set.of(MARKETING, SERVICE));

    @Test
    void itCountsFromItsOwnDateEndsBySoMuchEarlierAndIsMarkedForEver() {
        ImportedChange imported = yes(NOBODY, ROW, PLAIN);
        assertOutcome(ImportOutcome.ACCEPTED, imported);
        Consent consent = consent(imported);
        assertEquals(State.GRANTED, consent.state());
        assertEquals(ROW, consent.since());
        assertEquals(PLAIN.expiry(ROW), consent.expiresAt());
        assertNull(consent.provedAt());
        assertEquals(Set.of(MARKETING, Purpose.MAINTENANCE), imported.change().sealed());
        Entry entry = imported.change().entries().get(0);
        assertEquals(
                List.of(Event.GIVEN, ROW, NOW),
                List.of(entry.event(), entry.at(), entry.ulid().at()));
        assertEquals("imported", entry.fields().get("method"));
        assertTrue(entry.fields().entrySet().containsAll(ImportedRows.DETAILS.entrySet()), entry::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, REFUSED, false, REFUSED",
        "NONE, REQUESTED, false, REQUESTED",
        "NONE, GRANTED, false, ACCEPTED",
        "TOLD, REFUSED, false, ACCEPTED",
        "PROVED, REFUSED, false, ACCEPTED",
        "NONE, GRANTED, true, REQUESTED",
        "TOLD, GRANTED, true, REQUESTED",
        "PROVED, REFUSED, true, ACCEPTED",
    })
    void whatItDoesDependsOnItsEvidenceAndThePurpose(
            YesEvidence evidence, ImportYes importYes, boolean doubleOptIn, ImportOutcome outcome) {
        ImportedChange imported = RULES.importYes(
                NOBODY, List.of(), ImportedRows.yes(ROW, NOW, terms(doubleOptIn, importYes)), evidence, NOW);
        assertOutcome(outcome, imported);
        State state = imported.change().contact().state(MARKETING);
        assertEquals(
                outcome == ImportOutcome.ACCEPTED
                        ? State.GRANTED
                        : outcome == ImportOutcome.REQUESTED ? State.REQUESTED : null,
                state);
        assertTrue(imported.change().contact().consents().values().stream().allMatch(each -> each.provedAt() == null));
    }

    @Test
    void noNoIsEverEndedByItWhicheverCameFirst() {
        GivenConsent newer = ImportedRows.yes(NOW.minusSeconds(1), NOW, PLAIN);
        GivenConsent older = ImportedRows.yes(ROW.minusSeconds(1), NOW, PLAIN);
        Contact own = no(NOBODY, false, MARKETING);
        Contact everything = no(NOBODY, true, SERVICE);
        Contact former = no(NOBODY, false, FORMER);
        Contact imported = RULES.importNo(NOBODY, ImportedRows.no(ROW, NOW, false, MARKETING), NOW)
                .change()
                .contact();
        for (GivenConsent yes : List.of(newer, older)) {
            for (Contact contact : List.of(own, everything, former, imported)) {
                assertOptedOut(RULES.importYes(contact, List.of(), yes, YesEvidence.PROVED, NOW));
                assertOptedOut(RULES.importYes(NOBODY, List.of(contact), yes, YesEvidence.PROVED, NOW));
            }
        }
    }

    @Test
    void whereAProofCameAfterTheNoAnImportedYesCountsAgainButIsNoProofItself() {
        Contact proved = RULES.give(
                        no(NOBODY, false, MARKETING), List.of(), RulesTest.provedYes(ROW.plusSeconds(5), PLAIN))
                .contact();
        ImportedChange imported = yes(proved, ROW.plusSeconds(9), PLAIN);
        assertOutcome(ImportOutcome.ACCEPTED, imported);
        assertEquals(ROW.plusSeconds(5), consent(imported).provedAt());
        assertEquals(Event.RENEWED, imported.change().entries().get(0).event());
    }

    @Test
    void nothingOverwritesANewerDecision() {
        Contact granted =
                RULES.give(NOBODY, List.of(), RulesTest.yes(ROW, PLAIN)).contact();
        Contact asked =
                RULES.give(NOBODY, List.of(), RulesTest.yes(ROW, DOUBLE)).contact();
        for (Contact before : List.of(granted, asked)) {
            assertOutcome(ImportOutcome.OLDER, yes(before, ROW.minusMillis(1), PLAIN));
            assertOutcome(ImportOutcome.ACCEPTED, yes(before, ROW.plusMillis(1), PLAIN));
        }
        assertOutcome(ImportOutcome.DUPLICATE, yes(granted, ROW, PLAIN));
        assertOutcome(ImportOutcome.DUPLICATE, yes(asked, ROW, DOUBLE));
        assertOutcome(ImportOutcome.ACCEPTED, yes(asked, ROW, PLAIN));
    }

    @Test
    void theSameRowTwiceChangesNothing() {
        for (Terms terms : List.of(PLAIN, DOUBLE)) {
            Contact once = yes(NOBODY, ROW, terms).change().contact();
            assertOutcome(ImportOutcome.DUPLICATE, yes(once, ROW, terms));
        }
    }

    @Test
    void aYesThatWouldOnlyBeAskedForTellsNothingNewWhereOneIsGranted() {
        Contact granted =
                RULES.give(NOBODY, List.of(), RulesTest.provedYes(ROW, DOUBLE)).contact();
        assertOutcome(ImportOutcome.DUPLICATE, yes(granted, ROW.plusSeconds(1), DOUBLE));
    }

    @Test
    void aRequestOverAYesWhoseTimeIsOverDestroysWhatIsLeftOfIt() {
        Contact granted = RULES.give(NOBODY, List.of(), RulesTest.yes(NOW.minus(Duration.ofDays(731)), PLAIN))
                .contact();
        ImportedChange imported = yes(granted, ROW, DOUBLE);
        assertOutcome(ImportOutcome.REQUESTED, imported);
        assertEquals(
                List.of(Event.EXPIRED, Event.REQUESTED),
                imported.change().entries().stream().map(Entry::event).toList());
        assertEquals(Set.of(MARKETING, Purpose.MAINTENANCE), imported.change().destroyed());
    }

    @Test
    void aYesWhoseTimeIsOverIsExpiredOnArrival() {
        Instant last =
                NOW.atZone(java.time.ZoneOffset.UTC).minus(Period.ofMonths(18)).toInstant();
        assertOutcome(ImportOutcome.EXPIRED, yes(NOBODY, last, PLAIN));
        assertOutcome(ImportOutcome.ACCEPTED, yes(NOBODY, last.plusSeconds(1), PLAIN));
    }

    @Test
    void aLifeSignOfTheContactKeepsAYesFromBeingSilent() {
        Instant old = NOW.minus(Duration.ofDays(700));
        assertOutcome(ImportOutcome.EXPIRED, yes(NOBODY, old, PLAIN));
        Contact seen = RULES.give(NOBODY, List.of(), RulesTest.yes(NOW.minusSeconds(60), service()))
                .contact();
        assertOutcome(ImportOutcome.ACCEPTED, yes(seen, old, PLAIN));
    }

    @Test
    void whatHadEndedHereIsNotBegunAnewByAYesOfBefore() {
        Contact asked = yes(NOBODY, ROW, DOUBLE).change().contact();
        Instant later = NOW.plus(Duration.ofDays(8));
        Contact ended = new Upkeep(Retentions.EXAMPLE, Map.of(MARKETING, DOUBLE))
                .change(asked, later, Ulid.of(later, new byte[10]), null)
                .contact();
        assertEquals(State.EXPIRED, ended.state(MARKETING));
        assertOutcome(
                ImportOutcome.EXPIRED,
                RULES.importYes(ended, List.of(), ImportedRows.yes(ROW, later, PLAIN), YesEvidence.PROVED, later));
    }

    @Test
    void aRequestWaitsForItsProofFromItsArrivalOn() {
        Contact asked = yes(NOBODY, ROW, DOUBLE).change().contact();
        assertEquals(NOW.plus(Duration.ofDays(7)), asked.dueAt());
    }

    /** From 11 August 2026 on, a yes to calls counts for a year in France; one to messages for as long as the policy says. */
    @ParameterizedTest
    @CsvSource({"366, VOICE, EXPIRED", "364, VOICE, ACCEPTED", "366, SMS, ACCEPTED", "366, SMS VOICE, ACCEPTED"})
    void byLawItIsOverOnceItIsOnEveryChannel(int days, String channels, ImportOutcome outcome) {
        Policy policy = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
        Terms terms = new Terms(
                MARKETING,
                Stream.of(channels.split(" ")).map(Channel::valueOf).collect(Collectors.toSet()),
                Period.ofYears(2),
                false,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                Set.of());
        GivenConsent french = ImportedRows.yes(
                NOW.minus(Duration.ofDays(days)),
                NOW,
                new MaskedNumber(
                        "+33 ••• ••01",
                        "FR",
                        new NumberTraits(Set.of(), Set.of("Europe/Paris"), LineType.MOBILE, Set.of())),
                terms);
        Rules rules = new Rules(policy.retention(), policy.laws(), Set.of(MARKETING));
        assertOutcome(outcome, rules.importYes(NOBODY, List.of(), french, YesEvidence.TOLD, NOW));
    }

    @Test
    void itSpendsNoCodeAndAnswersNoQuestion() {
        Contact asked =
                RULES.give(NOBODY, List.of(), RulesTest.yes(ROW, DOUBLE)).contact();
        ImportedChange imported = yes(asked, ROW.plusSeconds(1), PLAIN);
        assertOutcome(ImportOutcome.ACCEPTED, imported);
        assertEquals(asked.pending(), imported.change().contact().pending());
    }

    @Test
    void aHoldStays() {
        Contact held = RULES.hold(NOBODY, List.of(), ROW, Ulid.of(ROW, new byte[10]), Map.of())
                .contact();
        ImportedChange imported = yes(held, ROW, PLAIN);
        assertOutcome(ImportOutcome.ACCEPTED, imported);
        assertEquals(held.hold(), imported.change().contact().hold());
    }

    @Test
    void whatAFileTellsDoesNotPassForAProof() {
        GivenConsent plain = ImportedRows.yes(ROW, NOW, DOUBLE);
        GivenConsent told = new GivenConsent(
                ROW,
                null,
                plain.arrival(),
                plain.recordId(),
                ConsentMethod.IMPORTED,
                plain.terms(),
                plain.shown(),
                plain.masked(),
                plain.country(),
                plain.evidence(),
                Map.of(
                        "proved_at",
                        ROW.toString(),
                        "valid_until",
                        NOW.plusSeconds(9).toString(),
                        "method",
                        "sms_yes"),
                null,
                null);
        Entry entry = RULES.importYes(NOBODY, List.of(), told, YesEvidence.TOLD, NOW)
                .change()
                .entries()
                .get(0);
        assertEquals("imported", entry.fields().get("method"));
        assertNull(entry.fields().get("proved_at"));
        assertNull(entry.fields().get("valid_until"));
    }

    @Test
    void aYesOfTomorrowIsNoYes() {
        GivenConsent tomorrow = ImportedRows.yes(NOW.plusSeconds(1), NOW, PLAIN);
        assertThrows(
                IllegalArgumentException.class,
                () -> RULES.importYes(NOBODY, List.of(), tomorrow, YesEvidence.TOLD, NOW));
    }

    private static ImportedChange yes(Contact before, Instant at, Terms terms) {
        return RULES.importYes(before, List.of(), ImportedRows.yes(at, NOW, terms), YesEvidence.TOLD, NOW);
    }

    private static Contact no(Contact before, boolean everything, Purpose purpose) {
        Withdrawal imported = ImportedRows.no(ROW, ROW, everything, purpose);
        return RULES.withdraw(before, imported).contact();
    }

    private static void assertOptedOut(ImportedChange imported) {
        assertOutcome(ImportOutcome.OPTED_OUT, imported);
    }

    private static void assertOutcome(ImportOutcome outcome, ImportedChange imported) {
        assertEquals(Map.of(MARKETING, outcome), imported.outcomes());
        boolean stored = outcome == ImportOutcome.ACCEPTED || outcome == ImportOutcome.REQUESTED;
        assertEquals(!stored, imported.change().isNothing());
    }

    private static Consent consent(ImportedChange imported) {
        Consent consent = imported.change().contact().consent(MARKETING);
        assertNotNull(consent);
        return consent;
    }

    private static Terms service() {
        return new Terms(
                SERVICE,
                Set.of(Channel.SMS),
                Period.ofYears(2),
                false,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                Set.of());
    }

    private static Terms terms(boolean doubleOptIn, ImportYes importYes) {
        return new Terms(
                MARKETING,
                Set.of(Channel.SMS, Channel.VOICE),
                Period.ofYears(2),
                doubleOptIn,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                importYes,
                Set.of(FORMER));
    }
}
