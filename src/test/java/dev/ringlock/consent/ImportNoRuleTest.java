package dev.ringlock.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.consent.ImportedChange.ImportOutcome;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Noes that another system wrote down. */
class ImportNoRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant ROW = NOW.minus(Duration.ofDays(100));
    private static final ContactId ID = ContactId.ofMac(new byte[16]);
    private static final Contact NOBODY = Contact.unknown(ID);
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Purpose FORMER = new Purpose("former");
    private static final Purpose LATER = new Purpose("later");
    private static final Terms PLAIN = terms(MARKETING, false);
    private static final Terms DOUBLE = terms(MARKETING, true);
    private static final Rules RULES = new Rules(Retentions.EXAMPLE, Set.of(MARKETING, SERVICE));

    @Test
    void aNoToSomebodyUnknownBindsFromItsOwnDateAndSaysWhereItCameFrom() {
        ImportedChange imported = no(NOBODY, ROW, MARKETING);
        assertEquals(Map.of(MARKETING, ImportOutcome.ACCEPTED), imported.outcomes());
        Consent consent = consent(imported, MARKETING);
        assertEquals(State.WITHDRAWN, consent.state());
        assertEquals(ROW, consent.since());
        assertNull(consent.provedAt());
        Entry entry = imported.change().entries().get(0);
        assertEquals(
                List.of(Event.WITHDRAWN, ROW, NOW),
                List.of(entry.event(), entry.at(), entry.ulid().at()));
        assertEquals("imported", entry.fields().get("method"));
        assertTrue(entry.fields().entrySet().containsAll(ImportedRows.DETAILS.entrySet()), entry::toString);
        assertEquals(
                State.REQUESTED,
                RULES.give(after(imported), List.of(), RulesTest.yes(NOW, PLAIN))
                        .contact()
                        .state(MARKETING));
    }

    @Test
    void aNewerNoTakesTheYesBackAndDestroysTheNumber() {
        ImportedChange imported = no(granted(ROW.minusSeconds(1)), ROW, MARKETING);
        assertEquals(State.WITHDRAWN, consent(imported, MARKETING).state());
        assertEquals(Set.of(MARKETING, Purpose.MAINTENANCE), imported.change().destroyed());
    }

    @Test
    void ofANoAndAYesOfOneInstantTheNoWins() {
        assertEquals(
                State.WITHDRAWN,
                consent(no(granted(ROW), ROW, MARKETING), MARKETING).state());
        assertEquals(
                State.WITHDRAWN,
                consent(no(proved(NOBODY, ROW), ROW, MARKETING), MARKETING).state());
    }

    @Test
    void anOlderNoLowersNoYesProvedOrNot() {
        for (Contact before : List.of(granted(ROW.plusMillis(1)), proved(NOBODY, ROW.plusMillis(1)))) {
            ImportedChange imported = no(before, ROW, MARKETING);
            assertEquals(Map.of(MARKETING, ImportOutcome.OLDER), imported.outcomes());
            assertTrue(imported.change().isNothing());
        }
    }

    @Test
    void aNoFromBeforeAProofBindsNothingThoughThatYesHasEnded() {
        Contact proved = proved(NOBODY, NOW.minus(Duration.ofDays(800)));
        Contact ended = new Upkeep(Retentions.EXAMPLE, Map.of(MARKETING, PLAIN))
                .change(proved, NOW, arrival(), null)
                .contact();
        assertEquals(State.EXPIRED, ended.state(MARKETING));
        assertOutcome(ImportOutcome.OLDER, no(ended, NOW.minus(Duration.ofDays(801)), MARKETING));
        assertOutcome(ImportOutcome.ACCEPTED, no(ended, NOW.minus(Duration.ofDays(799)), MARKETING));
    }

    @Test
    void theSameNoAgainIsADuplicateAnOlderOneIsOlderAndANewerOneCounts() {
        Contact once = after(no(NOBODY, ROW, MARKETING));
        assertOutcome(ImportOutcome.DUPLICATE, no(once, ROW, MARKETING));
        assertOutcome(ImportOutcome.OLDER, no(once, ROW.minusSeconds(1), MARKETING));
        ImportedChange newer = no(once, ROW.plusSeconds(1), MARKETING);
        assertOutcome(ImportOutcome.ACCEPTED, newer);
        assertEquals(ROW.plusSeconds(1), consent(newer, MARKETING).since());
    }

    @Test
    void aNoWithoutADateCountsFromNowAndTellsNothingNewWhereANoBinds() {
        ImportedChange imported = no(granted(NOW.minusSeconds(1)), NOW, MARKETING);
        assertEquals(NOW, consent(imported, MARKETING).since());
        assertOutcome(
                ImportOutcome.DUPLICATE, no(after(imported), NOW.plusSeconds(60), NOW.plusSeconds(60), MARKETING));
        assertOutcome(ImportOutcome.DUPLICATE, no(after(everything(NOBODY, ROW)), NOW, MARKETING));
        Contact again = proved(after(imported), NOW.plusSeconds(60));
        assertOutcome(ImportOutcome.ACCEPTED, no(again, NOW.plusSeconds(120), NOW.plusSeconds(120), MARKETING));
    }

    /** The person asked to come back, and said no again elsewhere: nobody knows when. */
    @Test
    void aNoWithoutADateTakesBackTheQuestionThatBeganAfterTheKnownNo() {
        Contact stopped = after(no(NOBODY, ROW, MARKETING));
        Instant later = NOW.plusSeconds(60);
        Question question =
                new Question("r1", new NoticeRef("signup", 1, "en"), Set.of(MARKETING), NOW, later.plusSeconds(9), NOW);
        Contact questioned = RULES.ask(stopped, question, arrival(), Map.of()).contact();
        ImportedChange imported = no(questioned, later, later, MARKETING);
        assertOutcome(ImportOutcome.ACCEPTED, imported);
        assertNull(after(imported).pending().question());
        assertOutcome(ImportOutcome.DUPLICATE, no(after(imported), later, later, MARKETING));
    }

    @Test
    void aNoToEverythingLeavesWhatWasDecidedLaterAndBindsTheRest() {
        Contact before = RULES.give(
                        granted(ROW.plusSeconds(5)),
                        List.of(),
                        RulesTest.yes(ROW.minusSeconds(5), terms(SERVICE, false)))
                .contact();
        ImportedChange imported = everything(before, ROW);
        assertEquals(Map.of(MARKETING, ImportOutcome.OLDER, SERVICE, ImportOutcome.ACCEPTED), imported.outcomes());
        assertEquals(before.consent(MARKETING), consent(imported, MARKETING));
        assertEquals(State.WITHDRAWN, consent(imported, SERVICE).state());
        Contact after = after(imported);
        assertNull(Rules.bindingOptOut(List.of(after), PLAIN), "it was agreed to later");
        assertNotNull(Rules.bindingOptOut(List.of(after), terms(LATER, false)));
        assertEquals(
                State.REQUESTED,
                RULES.give(after, List.of(), RulesTest.yes(NOW, terms(LATER, false)))
                        .contact()
                        .state(LATER));
    }

    @Test
    void itBindsWhatIsDeclaredLaterThoughEveryPurposeWasDecidedLater() {
        Rules rules = new Rules(Retentions.EXAMPLE, Set.of(MARKETING));
        Contact before = granted(ROW.plusSeconds(5));
        ImportedChange imported = rules.importNo(before, ImportedRows.no(ROW, NOW, true, MARKETING), NOW);
        assertEquals(Map.of(MARKETING, ImportOutcome.OLDER), imported.outcomes());
        assertEquals(before.consents(), after(imported).consents());
        assertEquals("granted", imported.change().entries().get(0).fields().get("kept"));
        assertNotNull(Rules.bindingOptOut(List.of(after(imported)), terms(LATER, false)));
        Contact twice = after(imported);
        assertTrue(rules.importNo(twice, ImportedRows.no(ROW, NOW, true, MARKETING), NOW)
                .change()
                .isNothing());
    }

    @Test
    void onceTheLaterYesHasEndedTheNoToEverythingBindsItsPurposeToo() {
        Contact after = after(everything(granted(ROW.plusSeconds(5)), ROW));
        Instant ended = NOW.plus(Duration.ofDays(800));
        Contact expired = new Upkeep(Retentions.EXAMPLE, Map.of(MARKETING, PLAIN))
                .change(after, ended, Ulid.of(ended, new byte[10]), null)
                .contact();
        assertNotNull(Rules.bindingOptOut(List.of(expired), PLAIN));
        assertEquals(
                State.REQUESTED,
                RULES.give(expired, List.of(), RulesTest.yes(ended, PLAIN))
                        .contact()
                        .state(MARKETING));
    }

    @Test
    void purposesThatThePolicyHasNoMoreAreTakenBackToo() {
        Contact before = RULES.give(NOBODY, List.of(), RulesTest.yes(ROW.minusSeconds(5), terms(FORMER, false)))
                .contact();
        ImportedChange imported = no(before, ROW, MARKETING);
        assertEquals(State.WITHDRAWN, consent(imported, FORMER).state());
        assertEquals(Set.of(MARKETING), imported.outcomes().keySet());
        assertEquals(State.WITHDRAWN, consent(everything(before, ROW), FORMER).state());
        Contact newer = RULES.give(NOBODY, List.of(), RulesTest.yes(ROW.plusSeconds(5), terms(FORMER, false)))
                .contact();
        assertEquals(State.GRANTED, consent(no(newer, ROW, MARKETING), FORMER).state());
    }

    @Test
    void aHoldStaysWhateverTheNoIsTo() {
        Contact held = RULES.hold(granted(ROW.minusSeconds(1)), List.of(), NOW.minusSeconds(60), arrival(), Map.of())
                .contact();
        ImportedChange imported = everything(held, ROW);
        assertEquals(held.hold(), after(imported).hold());
        assertEquals(State.WITHDRAWN, consent(imported, MARKETING).state());
    }

    @Test
    void aRequestThatCameLaterWaitsOnAndNowNeedsAProof() {
        Contact asked = RULES.give(NOBODY, List.of(), RulesTest.yes(ROW.plusSeconds(5), DOUBLE))
                .contact();
        ImportedChange imported = no(asked, ROW, MARKETING);
        assertOutcome(ImportOutcome.ACCEPTED, imported);
        Contact after = after(imported);
        assertEquals(State.REQUESTED, after.state(MARKETING));
        assertEquals(asked.pending(), after.pending(), "its code was sent after the no");
        assertEquals(
                State.REQUESTED,
                RULES.give(after, List.of(), RulesTest.yes(NOW, PLAIN))
                        .contact()
                        .state(MARKETING));
        GivenConsent code = RulesTest.provedYes(ROW.plusSeconds(9), ROW.plusSeconds(5), ConsentMethod.SMS_CODE, DOUBLE);
        assertEquals(State.GRANTED, RULES.give(after, List.of(), code).contact().state(MARKETING));
        assertOutcome(ImportOutcome.DUPLICATE, no(after, ROW, MARKETING));
    }

    @Test
    void aNewerNoClosesTheCodeAndTheQuestionThatWait() {
        Contact asked = RULES.give(NOBODY, List.of(), RulesTest.yes(ROW.minusSeconds(5), DOUBLE))
                .contact();
        Code code = after(no(asked, ROW, MARKETING)).pending().code();
        assertNotNull(code);
        assertEquals(List.of(), code.requests());
        Question question =
                new Question("r1", new NoticeRef("signup", 1, "en"), Set.of(MARKETING), ROW, ROW.plusSeconds(9), ROW);
        Contact questioned = RULES.ask(NOBODY, question, arrival(), Map.of()).contact();
        assertNull(after(no(questioned, ROW, MARKETING)).pending().question());
        assertNotNull(
                after(no(questioned, ROW.minusMillis(1), MARKETING)).pending().question());
        assertNotNull(after(no(questioned, ROW, SERVICE)).pending().question());
    }

    @Test
    void whatAFileTellsDoesNotPassForWhatWeWrote() {
        Withdrawal plain = ImportedRows.no(ROW, NOW, false, MARKETING);
        Withdrawal told = new Withdrawal(
                ROW,
                plain.arrival(),
                plain.recordId(),
                plain.purposes(),
                false,
                WithdrawalMethod.IMPORTED,
                Map.of("kept", "granted", "scope", "everything", "held", "x", "method", "staff", "purpose", "service"));
        Entry entry = RULES.importNo(NOBODY, told, NOW).change().entries().get(0);
        assertEquals(
                List.of("imported", "marketing"),
                List.of(entry.fields().get("method"), entry.fields().get("purpose")));
        assertFalse(entry.fields().keySet().stream().anyMatch(Set.of("kept", "scope", "held")::contains));
    }

    private static ImportedChange no(Contact before, Instant at, Purpose... purposes) {
        return no(before, at, NOW, purposes);
    }

    private static ImportedChange no(Contact before, Instant at, Instant now, Purpose... purposes) {
        return RULES.importNo(before, ImportedRows.no(at, now, false, purposes), now);
    }

    private static ImportedChange everything(Contact before, Instant at) {
        return RULES.importNo(before, ImportedRows.no(at, NOW, true, MARKETING, SERVICE), NOW);
    }

    private static Contact granted(Instant at) {
        return RULES.give(NOBODY, List.of(), RulesTest.yes(at, PLAIN)).contact();
    }

    private static Contact proved(Contact before, Instant at) {
        return RULES.give(before, List.of(), RulesTest.provedYes(at, PLAIN)).contact();
    }

    private static Contact after(ImportedChange imported) {
        return imported.change().contact();
    }

    private static Consent consent(ImportedChange imported, Purpose purpose) {
        Consent consent = after(imported).consent(purpose);
        assertNotNull(consent);
        return consent;
    }

    private static void assertOutcome(ImportOutcome outcome, ImportedChange imported) {
        assertEquals(Map.of(MARKETING, outcome), imported.outcomes());
        assertEquals(outcome != ImportOutcome.ACCEPTED, imported.change().isNothing());
    }

    private static Ulid arrival() {
        return Ulid.of(NOW, new byte[10]);
    }

    private static Terms terms(Purpose purpose, boolean doubleOptIn) {
        return new Terms(
                purpose,
                Set.of(Channel.SMS),
                Period.ofYears(2),
                doubleOptIn,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                Set.of());
    }
}
