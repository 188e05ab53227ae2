package dev.ringlock.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.ledger.Claims;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Controller;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import dev.ringlock.terms.Wording;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Rules RULES =
            new Rules(Retentions.EXAMPLE, Set.of(new Purpose("marketing"), new Purpose("service")));

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final ContactId ID = ContactId.ofMac(new byte[16]);
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Terms PLAIN = terms(MARKETING, false);
    private static final Terms DOUBLE = terms(MARKETING, true);

    @Test
    void aFirstYesIsGrantedAndSealed() {
        Change change = RULES.give(Contact.unknown(ID), List.of(), yes(NOW, PLAIN));
        Consent consent = consent(change);
        assertEquals(State.GRANTED, consent.state());
        assertEquals(NOW, consent.since());
        assertEquals(Instant.parse("2028-11-23T10:00:00Z"), consent.expiresAt());
        assertEquals(Set.of(MARKETING, Purpose.MAINTENANCE), change.sealed());
        assertEquals(Set.of(), change.destroyed());
        assertEquals(1, change.contact().version());
        assertEquals(new MaskedNumber("+1 ••• ••• ••23", "US"), change.contact().masked());
        Entry entry = change.entries().get(0);
        assertEquals(Event.GIVEN, entry.event());
        assertEquals(consent.entry(), entry.ulid());
        assertEquals(entry.asHead(), change.contact().head());
    }

    @Test
    void twoPurposesShareOneMaintenanceAndFollowEachOtherOnTheLedger() {
        Change change = RULES.give(Contact.unknown(ID), List.of(), yes(NOW, PLAIN, terms(SERVICE, false)));
        assertEquals(Set.of(MARKETING, SERVICE, Purpose.MAINTENANCE), change.sealed());
        Entry first = change.entries().get(0);
        Entry second = change.entries().get(1);
        assertEquals("", first.previous());
        assertEquals(first.hash(), second.previous());
        assertEquals(first.ulid().next(), second.ulid());
        assertEquals(second.asHead(), change.contact().head());
    }

    @Test
    void aFreshYesRenewsALivingOne() {
        Contact before =
                RULES.give(Contact.unknown(ID), List.of(), yes(NOW, PLAIN)).contact();
        Change change = RULES.give(before, List.of(), yes(NOW.plusSeconds(60), PLAIN));
        assertEquals(Event.RENEWED, change.entries().get(0).event());
        assertEquals(Instant.parse("2028-11-23T10:01:00Z"), consent(change).expiresAt());
        assertEquals(Set.of(MARKETING), change.sealed());
        assertEquals(2, change.contact().version());
    }

    @Test
    void aYesAfterTheEndIsGivenAnew() {
        Contact before =
                RULES.give(Contact.unknown(ID), List.of(), yes(NOW, PLAIN)).contact();
        Change change = RULES.give(before, List.of(), yes(Instant.parse("2028-11-23T10:00:00Z"), PLAIN));
        assertEquals(Event.GIVEN, change.entries().get(0).event());
    }

    @Test
    void aPurposeThatWantsProofIsOnlyRequested() {
        Change change = RULES.give(Contact.unknown(ID), List.of(), yes(NOW, DOUBLE));
        assertEquals(State.REQUESTED, consent(change).state());
        assertNull(consent(change).expiresAt());
        assertEquals(Set.of(), change.sealed());
        assertNull(change.contact().masked());
        assertEquals(Event.REQUESTED, change.entries().get(0).event());
        assertNull(change.entries().get(0).fields().get("evidence_sha256"));
    }

    @Test
    void afterANoAYesIsOnlyRequestedAndTheNoStaysKnown() {
        OptOut no = new OptOut(NOW.minusSeconds(10), new Ulid("01ARYZ6S410000000000000000"));
        Change change = RULES.give(withdrawn(no), List.of(), yes(NOW, PLAIN));
        assertEquals(State.REQUESTED, consent(change).state());
        assertEquals(no, consent(change).optOut());
        assertEquals(Set.of(), change.sealed());
        Change again = RULES.give(change.contact(), List.of(), yes(NOW.plusSeconds(1), PLAIN));
        assertEquals(State.REQUESTED, consent(again).state());
        assertEquals(no, consent(again).optOut());
    }

    @Test
    void aNoUnderAnOlderFormOfTheNumberBindsToo() {
        OptOut no = new OptOut(NOW.minusSeconds(10), new Ulid("01ARYZ6S410000000000000000"));
        Change change = RULES.give(Contact.unknown(ID), List.of(withdrawn(no)), yes(NOW, PLAIN));
        assertEquals(State.REQUESTED, consent(change).state());
        assertEquals(no, consent(change).optOut());
    }

    @Test
    void aStrangersFormDoesNotLowerAProvedConsent() {
        Contact before =
                RULES.give(Contact.unknown(ID), List.of(), yes(NOW, PLAIN)).contact();
        Change change = RULES.give(before, List.of(), yes(NOW.plusSeconds(5), DOUBLE));
        assertEquals(before.consents(), change.contact().consents());
        assertEquals(Set.of(), change.sealed());
        assertEquals(Set.of(), change.destroyed());
        assertEquals(Event.REQUESTED, change.entries().get(0).event());
        assertEquals(new MaskedNumber("+1 ••• ••• ••23", "US"), change.contact().masked());
    }

    @Test
    void aRequestOverAnEndedConsentDestroysWhatWasLeftOfIt() {
        Contact before =
                RULES.give(Contact.unknown(ID), List.of(), yes(NOW, PLAIN)).contact();
        Change change = RULES.give(before, List.of(), yes(NOW.plusSeconds(100_000_000), DOUBLE));
        assertEquals(State.REQUESTED, consent(change).state());
        assertEquals(Set.of(MARKETING, Purpose.MAINTENANCE), change.destroyed());
        assertNull(change.contact().masked());
    }

    @Test
    void otherPurposesStayAsTheyAre() {
        Contact before =
                RULES.give(Contact.unknown(ID), List.of(), yes(NOW, PLAIN)).contact();
        Change change = RULES.give(before, List.of(), yes(NOW, terms(SERVICE, false)));
        assertEquals(before.consent(MARKETING), change.contact().consent(MARKETING));
        assertEquals(Set.of(SERVICE), change.sealed());
    }

    @Test
    void anEntryNeverStandsBeforeTheOneItFollows() {
        Contact before =
                RULES.give(Contact.unknown(ID), List.of(), yes(NOW, PLAIN)).contact();
        Change change = RULES.give(before, List.of(), yes(NOW.minusSeconds(3600), PLAIN));
        assertNotNull(before.head());
        assertTrue(change.entries().get(0).ulid().compareTo(before.head().ulid()) > 0);
        assertEquals(before.head().hash(), change.entries().get(0).previous());
    }

    private static Consent consent(Change change) {
        Consent consent = change.contact().consent(MARKETING);
        assertNotNull(consent);
        return consent;
    }

    private static Contact withdrawn(OptOut no) {
        Consent consent = Consent.suppression(no);
        return new Contact(
                ID, 3, null, null, Map.of(MARKETING, consent), null, null, PendingProof.NOTHING, Quality.UNKNOWN, null);
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

    static GivenConsent yes(Instant at, Terms... terms) {
        Controller controller = new Controller("Harbour Books", "privacy@harbour-books.example", "https://h.example/p");
        Wording wording = new Wording("en", controller, "We ask.", List.of(), "And maintenance.", "Reply STOP.");
        Notice notice = new Notice("signup", 1, List.of(MARKETING, SERVICE), Map.of("en", wording));
        return new GivenConsent(
                at,
                null,
                Ulid.of(at, new byte[10]),
                "6f9619ff-8b86-4011-b42d-00c04fc964ff",
                GivenConsent.ConsentMethod.WEB_CHECKBOX,
                List.of(terms),
                new ShownNotice(notice, wording),
                new MaskedNumber("+1 ••• ••• ••23", "US"),
                "US",
                new PersonalEvidence("203.0.113.0/24", "Firefox", "00".repeat(16)),
                new Claims("https://shop.example/signup", "newsletter", "").fields(),
                "mac-of-the-code",
                null);
    }

    /** The same, from the phone by a message. */
    static GivenConsent provedYes(Instant at, Terms... terms) {
        return provedYes(at, at, GivenConsent.ConsentMethod.SMS_YES, terms);
    }

    /** The same, by that method; its proof began at that instant. */
    static GivenConsent provedYes(Instant at, Instant begunAt, GivenConsent.ConsentMethod method, Terms... terms) {
        GivenConsent web = yes(at, terms);
        return new GivenConsent(
                at,
                begunAt,
                web.arrival(),
                web.recordId(),
                method,
                web.terms(),
                web.shown(),
                web.masked(),
                web.country(),
                web.evidence(),
                Map.of("message_id", "SM2"),
                null,
                null);
    }
}
