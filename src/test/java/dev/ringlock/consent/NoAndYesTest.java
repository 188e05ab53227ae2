package dev.ringlock.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Noes, holds, questions, and the yes that is proved from the phone. */
class NoAndYesTest {

    private static final Rules RULES =
            new Rules(Retentions.EXAMPLE, Set.of(new Purpose("marketing"), new Purpose("service")));

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Contact NOBODY = Contact.unknown(ContactId.ofMac(new byte[16]));
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Purpose FORMER = new Purpose("former");
    private static final NoticeRef NOTICE = new NoticeRef("signup", 1, "en");

    @Test
    void aNoTakesBackDestroysAndSaysByWhichMessage() {
        Change change = RULES.withdraw(granted(MARKETING, SERVICE), no(NOW.plusSeconds(5), Set.of(MARKETING), false));
        assertEquals(State.WITHDRAWN, state(change, MARKETING));
        assertEquals(State.GRANTED, state(change, SERVICE));
        assertEquals(Set.of(MARKETING), change.destroyed());
        Entry entry = change.entries().get(0);
        assertEquals(Event.WITHDRAWN, entry.event());
        assertEquals("SM1", entry.fields().get("message_id"));
        assertEquals("granted", entry.fields().get("before"));
        assertEquals(new MaskedNumber("+1 ••• ••• ••23", "US"), change.contact().masked());
    }

    @Test
    void theLastNoTakesMaintenanceAndTheShownDigitsWithIt() {
        Change change = RULES.withdraw(granted(MARKETING), no(NOW.plusSeconds(5), Set.of(MARKETING), false));
        assertEquals(Set.of(MARKETING, Purpose.MAINTENANCE), change.destroyed());
        assertNull(change.contact().masked());
    }

    @Test
    void aNoToEverythingTakesWhatAFormerPolicyAskedForToo() {
        Change change = RULES.withdraw(granted(FORMER), no(NOW.plusSeconds(5), Set.of(MARKETING), true));
        assertEquals(State.WITHDRAWN, state(change, FORMER));
        assertEquals(State.WITHDRAWN, state(change, MARKETING));
    }

    @Test
    void aNoToEverythingBindsPurposesThatAreDeclaredLaterAndOnlyAProvedYesToThemComesAfterIt() {
        Purpose later = new Purpose("later");
        Contact stopped = RULES.withdraw(NOBODY, no(NOW, Set.of(MARKETING, SERVICE), true))
                .contact();
        assertNotNull(stopped.optOutOfEverything());
        GivenConsent form = RulesTest.yes(NOW.plusSeconds(1), terms(later));
        assertEquals(State.REQUESTED, state(RULES.give(stopped, List.of(), form), later));
        assertEquals(State.REQUESTED, state(RULES.give(NOBODY, List.of(stopped), form), later), "under an older form");
        Contact proved = RULES.give(stopped, List.of(), proved(NOW.plusSeconds(2), MARKETING))
                .contact();
        assertEquals(State.GRANTED, proved.state(MARKETING));
        assertEquals(State.REQUESTED, state(RULES.give(proved, List.of(), form), later), "it was proved for marketing");
        Change granted = RULES.give(proved, List.of(), proved(NOW.plusSeconds(2), later));
        assertEquals(State.GRANTED, state(granted, later));
        GivenConsent renewal = RulesTest.yes(NOW.plusSeconds(3), terms(later));
        assertEquals(State.GRANTED, state(RULES.give(granted.contact(), List.of(), renewal), later));
    }

    @Test
    void aNoToEverythingLeavesWhatHasEndedAsItIsSoThatItFitsIntoOneTransaction() {
        Contact before = granted(FORMER, SERVICE);
        Contact ended = RULES.withdraw(before, no(NOW.plusSeconds(1), Set.of(FORMER), false))
                .contact();
        Change change = RULES.withdraw(ended, no(NOW.plusSeconds(5), Set.of(MARKETING), true));
        assertEquals(ended.consent(FORMER), change.contact().consent(FORMER));
        assertEquals(2, change.entries().size(), "marketing, which it names, and service, which was open");
    }

    @Test
    void aScopedNoIsNotOneToEverything() {
        Contact stopped =
                RULES.withdraw(NOBODY, no(NOW, Set.of(MARKETING), false)).contact();
        assertNull(stopped.optOutOfEverything());
        GivenConsent form = RulesTest.yes(NOW.plusSeconds(1), terms(SERVICE));
        assertEquals(State.GRANTED, state(RULES.give(stopped, List.of(), form), SERVICE));
    }

    @Test
    void theNoesOfAFormerNameBindAndItsYesesDoNotCarryOver() {
        Terms renamed = terms(SERVICE, FORMER);
        GivenConsent form = RulesTest.yes(NOW.plusSeconds(3), renamed);
        Contact stopped = RULES.withdraw(NOBODY, no(NOW, Set.of(FORMER), false)).contact();
        assertEquals(State.REQUESTED, state(RULES.give(stopped, List.of(), form), SERVICE));
        Contact again = RULES.give(stopped, List.of(), proved(NOW.plusSeconds(1), FORMER))
                .contact();
        assertEquals(
                State.REQUESTED, state(RULES.give(again, List.of(), form), SERVICE), "that yes was to the old name");
        GivenConsent proved = RulesTest.provedYes(NOW.plusSeconds(4), renamed);
        assertEquals(State.GRANTED, state(RULES.give(again, List.of(), proved), SERVICE));
        assertEquals(State.GRANTED, state(RULES.give(NOBODY, List.of(), form), SERVICE), "nobody said no");
    }

    @Test
    void aScopedNoTakesBackThePurposesThatThePolicyHasNoMore() {
        Change change = RULES.withdraw(granted(FORMER, SERVICE), no(NOW.plusSeconds(5), Set.of(MARKETING), false));
        assertEquals(
                List.of(State.WITHDRAWN, State.WITHDRAWN, State.GRANTED),
                List.of(state(change, MARKETING), state(change, FORMER), state(change, SERVICE)));
    }

    @Test
    void aProofThatBeganBeforeANoProvesNothingAfterIt() {
        Contact asked =
                RULES.ask(NOBODY, question(MARKETING), ulid(NOW), Map.of()).contact();
        Contact older = RULES.withdraw(
                        Contact.unknown(ContactId.ofMac(new byte[32])),
                        no(NOW.plusSeconds(1), Set.of(MARKETING), false))
                .contact();
        GivenConsent late =
                RulesTest.provedYes(NOW.plusSeconds(2), NOW, GivenConsent.ConsentMethod.SMS_YES, terms(MARKETING));
        assertTrue(RULES.give(asked, List.of(older), late).isNothing(), "the question went out before the no");
    }

    @Test
    void aConsentIsProvedThoughANoWasDatedByAClockThatRanAhead() {
        Instant ahead = NOW.plusSeconds(100_000_000);
        Contact stopped =
                RULES.withdraw(NOBODY, no(ahead, Set.of(MARKETING), true)).contact();
        Change requested = RULES.give(stopped, List.of(), RulesTest.yes(NOW, terms(MARKETING)));
        Code code = requested.contact().pending().code();
        assertNotNull(code);
        assertTrue(code.isOpen(NOW) && code.begunAt().isAfter(ahead));
        GivenConsent proved = RulesTest.provedYes(
                NOW.plusSeconds(9), code.begunAt(), GivenConsent.ConsentMethod.SMS_CODE, terms(MARKETING));
        Change granted = RULES.give(requested.contact(), List.of(), proved);
        assertEquals(State.GRANTED, state(granted, MARKETING));
        assertEquals(NOW.plusSeconds(9), consent(granted, MARKETING).since());
        assertTrue(!isBound(granted.contact(), List.of(), MARKETING));
    }

    @Test
    void aCodeOfAClockThatRanAheadProvesNothingAndIsFollowedAtOnce() {
        Instant ahead = NOW.plusSeconds(100_000_000);
        Contact first = RULES.give(NOBODY, List.of(), RulesTest.yes(ahead, doubleOptIn(MARKETING)))
                .contact();
        Code old = first.pending().code();
        assertNotNull(old);
        assertTrue(!old.isOpen(NOW));
        assertTrue(RULES.give(first, List.of(), RulesTest.yes(NOW, doubleOptIn(MARKETING)))
                .sendsCode());
    }

    @Test
    void aNoFromANumberNeverSeenIsKept() {
        Change change = RULES.withdraw(NOBODY, no(NOW, Set.of(MARKETING), false));
        Consent consent = consent(change, MARKETING);
        assertEquals(State.WITHDRAWN, consent.state());
        assertNotNull(consent.optOut());
        assertEquals("unknown", change.entries().get(0).fields().get("before"));
        assertTrue(isBound(change.contact(), List.of(), MARKETING));
    }

    @Test
    void aNoCountsAfterWhatItTakesBackThoughAnotherClockRanAhead() {
        Contact ahead = RULES.give(NOBODY, List.of(), proved(NOW.plusSeconds(60), MARKETING))
                .contact();
        Change change = RULES.withdraw(ahead, no(NOW, Set.of(MARKETING), false));
        assertTrue(isBound(change.contact(), List.of(), MARKETING));
        Change tie = RULES.give(change.contact(), List.of(), proved(NOW.plusSeconds(60), MARKETING));
        assertTrue(tie.isNothing(), "a tie is a no");
    }

    @Test
    void onlyAProvedYesThatIsLaterGrantsAfterANo() {
        Contact suppressed =
                RULES.withdraw(NOBODY, no(NOW, Set.of(MARKETING), false)).contact();
        GivenConsent web = RulesTest.yes(NOW.plusSeconds(1), terms(MARKETING));
        assertEquals(State.REQUESTED, state(RULES.give(suppressed, List.of(), web), MARKETING));
        assertTrue(RULES.give(suppressed, List.of(), proved(NOW, MARKETING)).isNothing());
        Change granted = RULES.give(suppressed, List.of(), proved(NOW.plusSeconds(1), MARKETING));
        assertEquals(State.GRANTED, state(granted, MARKETING));
        assertEquals("sms_yes", granted.entries().get(0).fields().get("method"));
        // proved once, it is renewed like any other
        GivenConsent renewal = RulesTest.yes(NOW.plusSeconds(2), terms(MARKETING));
        assertEquals(State.GRANTED, state(RULES.give(granted.contact(), List.of(), renewal), MARKETING));
    }

    @Test
    void aNoUnderAnOlderFormWantsALaterProofToo() {
        Contact older = RULES.withdraw(
                        Contact.unknown(ContactId.ofMac(new byte[32])), no(NOW, Set.of(MARKETING), false))
                .contact();
        assertTrue(RULES.give(NOBODY, List.of(older), proved(NOW, MARKETING)).isNothing());
        Change granted = RULES.give(NOBODY, List.of(older), proved(NOW.plusSeconds(1), MARKETING));
        assertTrue(!isBound(granted.contact(), List.of(older), MARKETING));
    }

    @Test
    void aNoLeavesNoQuestionAndNoCodeToBeAnswered() {
        Contact asked = RULES.ask(NOBODY, question(MARKETING, SERVICE), ulid(NOW), Map.of())
                .contact();
        Contact requested = RULES.give(asked, List.of(), RulesTest.yes(NOW, doubleOptIn(MARKETING)))
                .contact();
        PendingProof pending = RULES.withdraw(requested, no(NOW.plusSeconds(1), Set.of(MARKETING), false))
                .contact()
                .pending();
        assertNull(pending.question());
        assertNotNull(pending.code());
        assertEquals(List.of(), pending.code().requests());
    }

    @Test
    void aHoldIsMarkedOnEveryCompartmentOnceAndKeepsTheFirstMessage() {
        Change first = RULES.hold(granted(MARKETING, SERVICE), List.of(), NOW, ulid(NOW), Map.of("reading", "review"));
        assertEquals(Set.of(MARKETING, SERVICE, Purpose.MAINTENANCE), first.marked());
        assertEquals(Event.HELD, first.entries().get(0).event());
        Change second =
                RULES.hold(first.contact(), List.of(), NOW.plusSeconds(9), ulid(NOW), Map.of("reading", "review"));
        assertEquals(first.contact().hold(), second.contact().hold());
        assertEquals(Set.of(), second.marked());
        assertEquals(1, second.entries().size(), "nothing is dropped silently");
    }

    @Test
    void aReleaseTakesTheHoldAndItsMarksAwayAndNothingElse() {
        Contact held = RULES.hold(granted(MARKETING, SERVICE), List.of(), NOW, ulid(NOW), Map.of())
                .contact();
        Change released = RULES.release(held, NOW.plusSeconds(9), ulid(NOW.plusSeconds(9)), Map.of("actor", "alex"));
        assertNull(released.contact().hold());
        assertEquals(Set.of(MARKETING, SERVICE, Purpose.MAINTENANCE), released.marked());
        assertEquals(held.consents(), released.contact().consents());
        Entry entry = released.entries().get(0);
        assertEquals(
                List.of(Event.RELEASED, "alex"),
                List.of(entry.event(), entry.fields().get("actor")));
        assertEquals(held.head(), new Head(held.head().ulid(), entry.previous()), "the chain goes on");
    }

    @Test
    void aHoldThatWasANoTakesWhatItNamesAndTheHoldAway() {
        Contact held = RULES.hold(granted(MARKETING, SERVICE), List.of(), NOW.plusSeconds(1), ulid(NOW), Map.of())
                .contact();
        Change decided = RULES.withdrawHeld(held, no(NOW.plusSeconds(1), Set.of(MARKETING), true));
        assertNull(decided.contact().hold());
        assertEquals(Set.of(MARKETING, SERVICE, Purpose.MAINTENANCE), decided.destroyed());
        assertEquals(Set.of(), decided.marked());
        assertTrue(isBound(decided.contact(), List.of(), SERVICE));
        Change some = RULES.withdrawHeld(held, no(NOW.plusSeconds(1), Set.of(MARKETING), false));
        assertEquals(Set.of(SERVICE, Purpose.MAINTENANCE), some.marked(), "what is left is held no more");
    }

    @Test
    void aQuestionIsAnsweredOnce() {
        Contact asked =
                RULES.ask(NOBODY, question(MARKETING), ulid(NOW), Map.of()).contact();
        Question question = asked.pending().question();
        assertNotNull(question);
        assertTrue(question.isOpen(NOW) && !question.isOpen(NOW.minusMillis(1)) && !question.isOpen(question.until()));
        Change yes = RULES.give(asked, List.of(), proved(NOW.plusSeconds(1), MARKETING));
        assertNull(yes.contact().pending().question());
    }

    @Test
    void codesFollowWithGrowingPausesAndEachProvesWhatTheOneBeforeWould() {
        Contact contact = NOBODY;
        Instant at = NOW;
        for (int sent = 1; sent <= 6; sent++) {
            Change change = RULES.give(contact, List.of(), RulesTest.yes(at, doubleOptIn(MARKETING)));
            assertTrue(change.sendsCode(), "code " + sent);
            contact = change.contact();
            var pause = Code.PAUSES.get(Math.min(sent, Code.PAUSES.size()) - 1);
            Change early =
                    RULES.give(contact, List.of(), RulesTest.yes(at.plus(pause).minusMillis(1), doubleOptIn(SERVICE)));
            assertTrue(!early.sendsCode(), "too early after code " + sent);
            at = at.plus(pause);
        }
        Change nextDay = RULES.give(contact, List.of(), RulesTest.yes(at.plusSeconds(86_400), doubleOptIn(MARKETING)));
        Code code = nextDay.contact().pending().code();
        assertNotNull(code);
        assertEquals(1, code.sends());
    }

    @Test
    void aSecondFormWithinAPauseWaitsForTheNextCode() {
        Contact first = RULES.give(NOBODY, List.of(), RulesTest.yes(NOW, doubleOptIn(MARKETING)))
                .contact();
        Contact second = RULES.give(first, List.of(), RulesTest.yes(NOW.plusSeconds(30), doubleOptIn(MARKETING)))
                .contact();
        Code code = second.pending().code();
        assertNotNull(code);
        assertEquals(List.of(1, 1), sizes(code));
        assertEquals(NOW.plus(Code.LIFE), code.until());
        Contact third = RULES.give(second, List.of(), RulesTest.yes(NOW.plusSeconds(60), doubleOptIn(SERVICE)))
                .contact();
        assertEquals(List.of(3, 0), sizes(third.pending().code()), "it went out when all three were open");
    }

    private static List<Integer> sizes(Code code) {
        return List.of(code.requests().size(), code.waiting().size());
    }

    private static Contact granted(Purpose... purposes) {
        Terms[] terms = new Terms[purposes.length];
        for (int i = 0; i < purposes.length; i++) {
            terms[i] = terms(purposes[i]);
        }
        return RULES.give(NOBODY, List.of(), RulesTest.yes(NOW, terms)).contact();
    }

    private static GivenConsent proved(Instant at, Purpose purpose) {
        return RulesTest.provedYes(at, terms(purpose));
    }

    private static boolean isBound(Contact contact, List<Contact> olderForms, Purpose purpose) {
        return GiveRule.bindingOptOut(contact, olderForms, purpose, Set.of()) != null;
    }

    private static Withdrawal no(Instant at, Set<Purpose> purposes, boolean everything) {
        return new Withdrawal(
                at,
                ulid(at),
                "r",
                purposes,
                everything,
                Withdrawal.WithdrawalMethod.SMS_REPLY,
                Map.of("message_id", "SM1"));
    }

    private static Question question(Purpose... purposes) {
        return new Question("q", NOTICE, Set.of(purposes), NOW, NOW.plus(Question.OPEN), NOW);
    }

    private static Consent consent(Change change, Purpose purpose) {
        Consent consent = change.contact().consent(purpose);
        assertNotNull(consent);
        return consent;
    }

    private static State state(Change change, Purpose purpose) {
        return consent(change, purpose).state();
    }

    private static Ulid ulid(Instant at) {
        return Ulid.of(at, new byte[10]);
    }

    private static Terms terms(Purpose purpose, Purpose... formerly) {
        return new Terms(
                purpose,
                Set.of(Channel.SMS),
                Period.ofYears(2),
                false,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                Set.of(formerly));
    }

    private static Terms doubleOptIn(Purpose purpose) {
        return new Terms(
                purpose,
                Set.of(Channel.SMS),
                Period.ofYears(2),
                true,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                Set.of());
    }
}
