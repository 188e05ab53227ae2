package dev.ringlock.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpkeepTest {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final ContactId ID = new ContactId("c1_" + "a".repeat(26));
    private static final ContactId OTHER = new ContactId("c1_" + "b".repeat(26));
    private static final Instant YES = Instant.parse("2024-02-29T10:00:00Z");
    private static final Terms TERMS = terms(MARKETING, Period.ofYears(2));
    private static final Rules RULES =
            new Rules(Retentions.EXAMPLE, Set.of(new Purpose("marketing"), new Purpose("service")));
    private static final Upkeep UPKEEP =
            new Upkeep(Retentions.EXAMPLE, Map.of(MARKETING, TERMS, SERVICE, terms(SERVICE, Period.ofYears(3))));

    @Test
    void aConsentIsDueWhenItsFirstEndOrItsAnnouncementOrItsLookIs() {
        Contact signedUp = signedUp(YES, MARKETING);
        assertEquals(day(YES, Period.ofDays(90)), signedUp.dueAt(), "the look");
        Contact looked = change(signedUp, "2024-06-01T00:00:00Z", fine()).contact();
        assertEquals(Instant.parse("2024-08-30T00:00:00Z"), looked.dueAt(), "the next look");
        Contact silent = due(looked, "2025-06-01T00:00:00Z");
        assertEquals(
                day(YES, Period.ofMonths(18)).minus(Duration.ofDays(30)),
                silent.dueAt(),
                "30 days before 18 months of silence");
        Contact seen = due(
                RULES.seen(looked, Instant.parse("2025-08-01T00:00:00Z"))
                        .orElseThrow()
                        .contact(),
                "2026-01-25T00:00:00Z");
        assertEquals(Instant.parse("2026-01-29T10:00:00Z"), seen.dueAt(), "30 days before its end");
    }

    @Test
    void activityLeavesTheIndexAloneAndMovesTheEnd() {
        Contact before = signedUp(YES, MARKETING);
        Instant later = day(YES, Period.ofMonths(17));
        Change seen = RULES.seen(before, later).orElseThrow();
        assertEquals(before.dueAt(), seen.contact().dueAt());
        assertEquals(before.version() + 1, seen.contact().version());
        assertTrue(
                seen.isNothing() && seen.sealed().isEmpty() && seen.destroyed().isEmpty());
        assertTrue(RULES.seen(seen.contact(), later).isEmpty(), "it is known");
        assertTrue(RULES.seen(seen.contact(), later.minusSeconds(1)).isEmpty(), "a later one is known");
        assertTrue(RULES.seen(seen.contact(), later.plusSeconds(1)).isPresent());
        assertTrue(
                RULES.accepted(seen.contact(), later.plus(Duration.ofHours(23))).isEmpty(), "not every hour");
        assertTrue(
                RULES.accepted(seen.contact(), later.plus(Duration.ofDays(1))).isPresent());
        Change kept = UPKEEP.change(seen.contact(), day(YES, Period.ofMonths(19)), ulid(YES), null);
        assertEquals(State.GRANTED, kept.contact().consent(MARKETING).state());
    }

    @ParameterizedTest
    @CsvSource({"2026-02-27T10:00:00Z,GRANTED", "2026-02-28T09:59:59.999Z,GRANTED", "2026-02-28T10:00:00Z,EXPIRED"})
    void aConsentEndsAtItsInstantAndNotBefore(Instant at, State state) {
        Contact before = RULES.seen(signedUp(YES, MARKETING), at.minus(Duration.ofDays(5)))
                .orElseThrow()
                .contact();
        Change change = UPKEEP.change(before, at, ulid(at), null);
        assertEquals(state, change.contact().consent(MARKETING).state());
        if (state == State.EXPIRED) {
            assertEquals(Set.of(MARKETING, Purpose.MAINTENANCE), change.destroyed());
            Entry entry = change.entries().get(0);
            assertEquals(
                    List.of(Event.EXPIRED, day(YES, Period.ofYears(2)), "expired", "granted"),
                    List.of(
                            entry.event(),
                            entry.at(),
                            entry.fields().get("reason"),
                            entry.fields().get("before")));
            assertNull(change.contact().masked());
            assertEquals(day(at, Period.ofYears(5)), change.contact().dueAt(), "the end of its proof");
        }
    }

    @Test
    void theEndIsAnnouncedOnceAndAgainAfterARenewal() {
        Contact before = RULES.seen(signedUp(YES, MARKETING), Instant.parse("2026-01-01T00:00:00Z"))
                .orElseThrow()
                .contact();
        Change told = change(before, "2026-02-01T00:00:00Z", fine());
        assertEquals(List.of(Event.EXPIRING), events(told));
        assertEquals("2026-02-28T10:00:00Z", told.entries().get(0).fields().get("valid_until"));
        assertTrue(told.sealed().isEmpty() && told.destroyed().isEmpty());
        assertEquals(List.of(), events(change(told.contact(), "2026-02-10T00:00:00Z", null)));
        Contact renewed = RULES.give(told.contact(), List.of(), yes(Instant.parse("2026-02-11T00:00:00Z"), TERMS))
                .contact();
        assertFalse(renewed.consent(MARKETING).announced());
        assertEquals(
                Instant.parse("2028-02-11T00:00:00Z"),
                renewed.consent(MARKETING).expiresAt());
    }

    @Test
    void aYesThatIsNeverProvedLapsesAndTheNoBeforeItStays() {
        Terms doubled = new Terms(
                MARKETING,
                Set.of(Channel.SMS),
                Period.ofYears(2),
                true,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                Set.of());
        Contact asked =
                RULES.give(Contact.unknown(ID), List.of(), yes(YES, doubled)).contact();
        assertEquals(day(YES, Period.ofDays(7)), asked.dueAt());
        Change lapsed = UPKEEP.change(asked, day(YES, Period.ofDays(7)), ulid(YES), null);
        assertEquals(State.EXPIRED, lapsed.contact().consent(MARKETING).state());
        assertEquals("never_confirmed", lapsed.entries().get(0).fields().get("reason"));
        assertNotNull(lapsed.contact().pending().code(), "that a code was sent is not forgotten");
        assertEquals(List.of(), lapsed.contact().pending().code().requests());

        Contact refused = RULES.withdraw(Contact.unknown(ID), withdrawal(YES)).contact();
        Contact again =
                RULES.give(refused, List.of(), yes(YES.plusSeconds(60), TERMS)).contact();
        assertEquals(State.REQUESTED, again.consent(MARKETING).state());
        Consent left = UPKEEP.change(again, day(YES, Period.ofDays(8)), ulid(YES), null)
                .contact()
                .consent(MARKETING);
        assertEquals(List.of(State.WITHDRAWN, YES), List.of(left.state(), left.since()));
        assertEquals(refused.optOut(MARKETING), left.optOut());
    }

    @ParameterizedTest
    @CsvSource({
        // days at which messages failed: h for good, s for now; d: one was delivered
        "h1 h31,true",
        "h1 h32,false",
        "h1 h40 h60,true",
        "h1 d2 h3,false",
        "s1 s4 s8 s12 s15,true",
        "s1 s4 s8 s12 s14,false",
        "s1 s4 s8 s15,false",
        "s1 s4 s8 d9 s12 s15 s16,false",
        "s1 s2 s3 s4 s5 s6 s7 s8,false",
        "s1 h2 s3 h4,true"
    })
    void aNumberIsDeadAfterTwoFailuresForGoodOrFiveForNowOverTwoWeeks(String story, boolean dead) {
        Contact contact = signedUp(YES, MARKETING);
        for (String part : story.split(" ")) {
            Instant at = YES.plus(Duration.ofDays(Long.parseLong(part.substring(1))));
            contact = part.charAt(0) == 'd'
                    ? RULES.seen(contact, at).orElseThrow().contact()
                    : RULES.failed(contact, at, part.charAt(0) == 'h' ? FailureKind.FOR_GOOD : FailureKind.FOR_NOW)
                            .orElseThrow()
                            .contact();
        }
        Instant after = YES.plus(Duration.ofDays(61));
        Change change = UPKEEP.change(contact, after, ulid(after), null);
        assertEquals(
                dead ? State.EXPIRED : State.GRANTED,
                change.contact().consent(MARKETING).state());
        assertEquals(dead, !contact.dueAt().isAfter(after), "it is due at once");
        if (dead) {
            assertEquals("dead", change.entries().get(0).fields().get("reason"));
            Contact revived = RULES.give(contact, List.of(), yes(after, TERMS)).contact();
            assertTrue(revived.dueAt().isAfter(after), "a yes that came after it is a sign of life");
        }
    }

    @Test
    void theLookIsWantedOnlyWhileSomethingIsLeftToLookAt() {
        Contact contact = signedUp(YES, MARKETING);
        assertFalse(UPKEEP.wantsCheck(contact, day(YES, Period.ofDays(89))));
        assertTrue(UPKEEP.wantsCheck(contact, day(YES, Period.ofDays(90))));
        assertFalse(UPKEEP.wantsCheck(contact, day(YES, Period.ofYears(2))), "it ends by now anyway");
        Contact stopped =
                RULES.withdraw(contact, withdrawal(YES.plusSeconds(1))).contact();
        assertFalse(UPKEEP.wantsCheck(stopped, day(YES, Period.ofDays(90))));
    }

    @Test
    void aLookEndsWhatTheLineOrANewOwnerRulesOut() {
        Contact both = signedUp(YES, MARKETING, SERVICE);
        NumberFacts landline =
                new NumberFacts(true, LineType.FIXED_LINE, ID, new MaskedNumber("+1 •••", "US"), Set.of());
        Upkeep onlyMarketing = new Upkeep(
                Retentions.EXAMPLE,
                Map.of(
                        MARKETING,
                        TERMS,
                        SERVICE,
                        new Terms(
                                SERVICE,
                                Set.of(Channel.VOICE),
                                Period.ofYears(3),
                                false,
                                Set.of(LineType.FIXED_LINE),
                                PurposeKind.MARKETING,
                                Set.of())));
        Instant now = day(YES, Period.ofDays(90));
        Change line = onlyMarketing.change(both, now, ulid(now), landline);
        assertEquals(Set.of(MARKETING), line.destroyed());
        assertEquals("line_type", line.entries().get(0).fields().get("reason"));
        assertEquals(State.GRANTED, line.contact().consent(SERVICE).state());
        Change reassigned = change(
                both,
                now.toString(),
                new NumberFacts(
                        true, LineType.MOBILE, ID, new MaskedNumber("+1 •••", "US"), Set.of(MARKETING, SERVICE)));
        assertEquals(Set.of(MARKETING, SERVICE, Purpose.MAINTENANCE), reassigned.destroyed());
        assertEquals("reassigned", reassigned.entries().get(1).fields().get("reason"));
    }

    @Test
    void aNumberThatIsInvalidIsMarkedOnceAndUnmarkedAndNeverEndsForThatAlone() {
        Contact before = signedUp(YES, MARKETING);
        NumberFacts unknown = new NumberFacts(false, LineType.UNKNOWN, ID, new MaskedNumber("+1 •••", "US"), Set.of());
        Change marked = change(before, "2024-06-01T00:00:00Z", unknown);
        assertEquals(List.of(Event.NUMBER_INVALID), events(marked));
        assertEquals(State.GRANTED, marked.contact().consent(MARKETING).state());
        Change again = change(marked.contact(), "2024-09-01T00:00:00Z", unknown);
        assertEquals(List.of(), events(again));
        assertEquals(
                Instant.parse("2024-06-01T00:00:00Z"), again.contact().quality().invalidSince());
        Change valid = change(again.contact(), "2024-12-01T00:00:00Z", fine());
        assertEquals(List.of(Event.NUMBER_VALID), events(valid));
        assertNull(valid.contact().quality().invalidSince());
    }

    @Test
    void aCheckKeepsWhatIsKnownOfTheNumberNow() {
        Contact before = signedUp(YES, MARKETING);
        MaskedNumber seen = new MaskedNumber(
                "+1 ••• ••• ••23",
                "US",
                new NumberTraits(
                        Set.of("US-DC"), Set.of("America/New_York"), LineType.FIXED_LINE_OR_MOBILE, Set.of(OTHER)));
        Change looked =
                change(before, "2024-06-01T00:00:00Z", new NumberFacts(true, LineType.MOBILE, ID, seen, Set.of()));
        assertTrue(looked.isNothing());
        assertEquals(seen, looked.contact().masked());
        Change elsewhere =
                change(before, "2024-06-01T00:00:00Z", new NumberFacts(true, LineType.MOBILE, OTHER, seen, Set.of()));
        assertEquals(before.masked(), elsewhere.contact().masked());
    }

    @Test
    void consentsGoOnUnderTheNewFormUnlessANoBindsThereOrAYesIsThere() {
        Contact before = RULES.hold(
                        signedUp(YES, MARKETING, SERVICE), List.of(), YES.plusSeconds(9), ulid(YES), Map.of())
                .contact();
        Contact into = RULES.withdraw(Contact.unknown(OTHER), withdrawal(YES.minusSeconds(60)))
                .contact();
        NumberFacts checked = new NumberFacts(true, LineType.MOBILE, OTHER, new MaskedNumber("+1 •••", "US"), Set.of());
        assertTrue(UPKEEP.moves(before, checked));
        assertFalse(UPKEEP.moves(before, fine()));
        Instant now = day(YES, Period.ofDays(90));
        Upkeep.Move move = UPKEEP.move(before, into, now, ulid(now), checked);
        assertEquals(
                Set.of(MARKETING, SERVICE, Purpose.MAINTENANCE), move.from().destroyed());
        assertEquals(Set.of(SERVICE, Purpose.MAINTENANCE), move.to().sealed());
        assertEquals(State.WITHDRAWN, move.to().contact().consent(MARKETING).state());
        Consent went = move.to().contact().consent(SERVICE);
        assertEquals(before.consent(SERVICE).expiresAt(), went.expiresAt());
        assertEquals(YES, went.since());
        Entry arrived = move.to().entries().get(0);
        assertEquals(Event.MOVED, arrived.event());
        assertEquals(ID.value(), arrived.fields().get("from"));
        assertEquals(before.hold().at(), move.to().contact().hold().at(), "who was held is held there");
        assertNull(move.from().contact().hold());
        assertEquals(new MaskedNumber("+1 •••", "US"), move.to().contact().masked());

        Contact proved =
                RULES.give(Contact.unknown(OTHER), List.of(), yes(YES, TERMS)).contact();
        Upkeep.Move kept = UPKEEP.move(before, proved, now, ulid(now), checked);
        assertEquals(proved.consent(MARKETING), kept.to().contact().consent(MARKETING));
    }

    @Test
    void ofManyConsentsSomeGoOnAtATimeAndTheRestStaysDue() {
        Map<Purpose, Terms> all = new TreeMap<>();
        for (int i = 10; i < 34; i++) {
            Purpose purpose = new Purpose("purpose-" + i);
            all.put(purpose, terms(purpose, Period.ofYears(3)));
        }
        Upkeep upkeep = new Upkeep(Retentions.EXAMPLE, all);
        Contact from = RULES.give(
                        Contact.unknown(ID), List.of(), yes(YES, all.values().toArray(Terms[]::new)))
                .contact();
        Contact into = Contact.unknown(OTHER);
        Instant now = day(YES, Period.ofDays(90));
        int moves = 0;
        while (from.hasCompartments()) {
            assertTrue(!from.dueAt().isAfter(now), "it stays due");
            Upkeep.Move move = upkeep.move(from, into, now, ulid(now), moved());
            int items = 0;
            for (Change change : List.of(move.from(), move.to())) {
                items += 1 + change.entries().size() + change.placed().size();
                items += change.sealed().size()
                        + change.destroyed().size()
                        + change.marked().size();
            }
            assertTrue(items <= 100, "items: " + items);
            from = move.from().contact();
            into = move.to().contact();
            moves++;
        }
        assertEquals(3, moves);
        assertEquals(all.keySet(), into.consents().keySet());
        assertEquals(25, into.compartments().size());
        assertNull(from.masked());
        assertEquals(OTHER, from.quality().movedTo());
    }

    @Test
    void aHoldGoesOverThoughNothingElseDoes() {
        Contact before = RULES.hold(signedUp(YES, MARKETING), List.of(), YES.plusSeconds(9), ulid(YES), Map.of())
                .contact();
        Contact into =
                RULES.give(Contact.unknown(OTHER), List.of(), yes(YES, TERMS)).contact();
        Upkeep.Move move = UPKEEP.move(before, into, day(YES, Period.ofDays(90)), ulid(YES), moved());
        assertEquals(List.of(Event.HELD), events(move.to()));
        assertEquals(before.hold().at(), move.to().contact().hold().at());
        assertEquals(Set.of(MARKETING, Purpose.MAINTENANCE), move.to().marked());
    }

    @Test
    void whatIsOfNoPurposeOfThePolicyAnyMoreDoesNotGoOn() {
        Contact before = signedUp(YES, MARKETING, SERVICE);
        Upkeep fewer = new Upkeep(Retentions.EXAMPLE, Map.of(MARKETING, TERMS));
        Instant now = day(YES, Period.ofDays(90));
        Upkeep.Move move = fewer.move(before, Contact.unknown(OTHER), now, ulid(now), moved());
        assertEquals(Set.of(MARKETING, Purpose.MAINTENANCE), move.to().sealed());
        assertEquals(State.EXPIRED, move.from().contact().consent(SERVICE).state());
    }

    @Test
    void aYesOlderThanANoThatWasOvercomeThereDoesNotGoOnAndAYoungerOneKeepsItsProof() {
        Instant no = YES.plus(Duration.ofDays(10));
        Contact refused = RULES.withdraw(Contact.unknown(OTHER), withdrawal(no)).contact();
        Contact proved = RULES.give(refused, List.of(), RulesTest.provedYes(no.plus(Duration.ofDays(1)), TERMS))
                .contact();
        Contact into = UPKEEP.change(proved, day(no, Period.ofMonths(19)), ulid(no), null)
                .contact();
        assertEquals(State.EXPIRED, into.consent(MARKETING).state());
        Instant now = day(no, Period.ofMonths(20));
        Upkeep.Move old = UPKEEP.move(
                RULES.seen(signedUp(YES, MARKETING), now).orElseThrow().contact(), into, now, ulid(now), moved());
        assertTrue(old.to().isNothing());
        Contact young = signedUp(day(no, Period.ofMonths(12)), MARKETING);
        Consent went =
                UPKEEP.move(young, into, now, ulid(now), moved()).to().contact().consent(MARKETING);
        assertEquals(State.GRANTED, went.state());
        assertFalse(went.isSuppression());
    }

    @Test
    void aYesThatWantsProofDoesNotHideTheEndOfTheOneBefore() {
        Contact before = signedUp(YES, MARKETING);
        Instant after = day(YES, Period.ofYears(2)).plusSeconds(1);
        Terms doubled = new Terms(
                MARKETING,
                Set.of(Channel.SMS),
                Period.ofYears(2),
                true,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                Set.of());
        Change change = RULES.give(before, List.of(), yes(after, doubled));
        assertEquals(List.of(Event.EXPIRED, Event.REQUESTED), events(change));
        assertEquals(Set.of(MARKETING, Purpose.MAINTENANCE), change.destroyed());
    }

    @Test
    void whoeverFallsSilentIsAnnouncedBeforeTheEndOfTheirSilence() {
        Instant silence = day(YES, Period.ofMonths(18));
        Contact before = signedUp(YES, MARKETING);
        Change told = change(before, silence.minus(Duration.ofDays(30)).toString(), fine());
        assertEquals(List.of(Event.EXPIRING), events(told));
        assertEquals(silence.toString(), told.entries().get(0).fields().get("valid_until"));
    }

    @Test
    void theLedgerGoesWhenItsProofIsOverAndOnlyTheNoesStay() {
        Contact stopped = RULES.withdraw(signedUp(YES, MARKETING, SERVICE), withdrawal(YES.plusSeconds(5)))
                .contact();
        assertFalse(UPKEEP.forgets(stopped, day(YES, Period.ofYears(5))), "service is still agreed to");
        Contact ended = UPKEEP.change(stopped, day(YES, Period.ofYears(3)), ulid(day(YES, Period.ofYears(3))), null)
                .contact();
        Instant over = day(ended.head().ulid().at(), Period.ofYears(5));
        assertEquals(over, ended.dueAt());
        assertFalse(UPKEEP.forgets(ended, over.minusMillis(1)));
        assertTrue(UPKEEP.forgets(ended, over));
        Contact left = UPKEEP.forgotten(ended);
        assertEquals(Set.of(MARKETING), left.consents().keySet());
        assertEquals(ended.optOut(MARKETING), left.optOut(MARKETING));
        assertNull(left.head());
        assertNull(left.dueAt());
        Contact held = RULES.hold(ended, List.of(), over, ulid(over), Map.of()).contact();
        assertNull(held.dueAt(), "what nobody has decided yet is not over");
    }

    @Test
    void whatThePolicyHasNoMoreEndsAndOnlyThat() {
        Purpose former = new Purpose("former");
        Contact before = signedUp(YES, MARKETING, former);
        assertTrue(UPKEEP.hasRemoved(before));
        Change change = change(before, "2024-03-01T00:00:00Z", null);
        assertEquals(Set.of(former), change.destroyed());
        assertEquals(
                Map.of("reason", "purpose_removed", "before", "granted"),
                only(change.entries().get(0).fields(), "reason", "before"));
        assertEquals(State.GRANTED, change.contact().consent(MARKETING).state());
        assertFalse(UPKEEP.hasRemoved(change.contact()));
        assertEquals(
                Set.of(former, Purpose.MAINTENANCE),
                change(signedUp(YES, former), "2024-03-01T00:00:00Z", null).destroyed());
        Change late = change(signedUp(YES, former), "2027-03-01T00:00:00Z", null);
        assertEquals("inactive", late.entries().get(0).fields().get("reason"), "it had ended before");
    }

    @Test
    void nobodyLooksAtANumberForAPurposeThatIsGone() {
        Instant look = day(YES, Period.ofDays(90));
        assertTrue(UPKEEP.wantsCheck(signedUp(YES, MARKETING), look));
        assertFalse(UPKEEP.wantsCheck(signedUp(YES, new Purpose("former")), look));
    }

    @Test
    void whoeverHasMoreThanOneTransactionTakesEndsInParts() {
        Purpose[] former = new Purpose[30];
        for (int i = 0; i < former.length; i++) {
            former[i] = new Purpose("former-" + i);
        }
        Change first = change(signedUp(YES, former), "2024-03-01T00:00:00Z", null);
        assertEquals(24, first.destroyed().size());
        assertTrue(UPKEEP.hasRemoved(first.contact()));
        Change second = change(first.contact(), "2024-03-01T01:00:00Z", null);
        assertEquals(7, second.destroyed().size(), "maintenance with the last");
        assertFalse(UPKEEP.hasRemoved(second.contact()));
    }

    @Test
    void aPurposeThatIsGoneDoesNotGoOnUnderANewForm() {
        Purpose former = new Purpose("former");
        Upkeep.Move move = UPKEEP.move(
                signedUp(YES, MARKETING, former),
                Contact.unknown(OTHER),
                day(YES, Period.ofDays(90)),
                ulid(YES),
                moved());
        assertEquals(Set.of(MARKETING), move.to().contact().consents().keySet());
        assertEquals(
                List.of("purpose_removed", "renumbered"),
                move.from().entries().stream()
                        .map(entry -> entry.fields().get("reason"))
                        .toList());
    }

    private static Map<String, String> only(Map<String, String> fields, String... names) {
        Map<String, String> some = new TreeMap<>(fields);
        some.keySet().retainAll(Set.of(names));
        return some;
    }

    private static Change change(Contact before, String at, @Nullable NumberFacts checked) {
        Instant now = Instant.parse(at);
        return UPKEEP.change(before, now, ulid(now), checked);
    }

    /** As it is put back after a look at that instant. */
    private static Contact due(Contact before, String at) {
        Change change = change(before, at, fine());
        assertEquals(List.of(), events(change));
        return change.contact();
    }

    private static NumberFacts moved() {
        return new NumberFacts(true, LineType.MOBILE, OTHER, new MaskedNumber("+1 •••", "US"), Set.of());
    }

    private static NumberFacts fine() {
        return new NumberFacts(true, LineType.MOBILE, ID, new MaskedNumber("+1 ••• ••• ••23", "US"), Set.of());
    }

    private static List<Event> events(Change change) {
        return change.entries().stream().map(Entry::event).toList();
    }

    private static Contact signedUp(Instant at, Purpose... purposes) {
        Terms[] terms = new Terms[purposes.length];
        for (int i = 0; i < purposes.length; i++) {
            terms[i] = terms(purposes[i], purposes[i].equals(MARKETING) ? Period.ofYears(2) : Period.ofYears(3));
        }
        return RULES.give(Contact.unknown(ID), List.of(), yes(at, terms)).contact();
    }

    private static GivenConsent yes(Instant at, Terms... terms) {
        return RulesTest.yes(at, terms);
    }

    private static Withdrawal withdrawal(Instant at) {
        return new Withdrawal(
                at, ulid(at), "r", Set.of(MARKETING), false, Withdrawal.WithdrawalMethod.PREFERENCE_PAGE, Map.of());
    }

    private static Terms terms(Purpose purpose, Period expiresAfter) {
        return new Terms(
                purpose,
                Set.of(Channel.SMS),
                expiresAfter,
                false,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                Set.of());
    }

    private static Ulid ulid(Instant at) {
        return Ulid.of(at, new byte[10]);
    }

    private static Instant day(Instant from, Period after) {
        return from.atZone(ZoneOffset.UTC).plus(after).toInstant();
    }
}
