package dev.ringlock.reconcile;

import static dev.ringlock.purge.People.MARKETING;
import static dev.ringlock.purge.People.SERVICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Code;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.BlockList;
import dev.ringlock.purge.People;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.KilledStore;
import dev.ringlock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reconciliation does, on every store: nobody's no is lost, and none is made a yes. */
public abstract class ReconcileContract {

    private static final String NEWS = "+12025550100";
    private static final String ALL = "+12025550101";
    private static final Duration DAY = Duration.ofDays(1);

    protected final TestClock clock = new TestClock();

    private final ListInMemory list = new ListInMemory();
    private Engines on;
    private People people;
    private Instant now;

    protected abstract Store store();

    @BeforeEach
    void begin() {
        on = new Engines(store(), clock);
        people = new People(on, on.policy);
        now = clock.instant();
    }

    @Test
    void anOptOutThatOnlyTheProviderKnowsBecomesOneHereAndIsTold() {
        PhoneNumber lost = People.american(1);
        people.yes(lost, now.minus(DAY), MARKETING, SERVICE);
        list.has(lost.e164(), now.minusSeconds(60), NEWS);
        ReconcileReport report = run();
        assertEquals(Map.of("theirs", 1L, "found", 1L), report.counts());
        assertEquals(List.of("found " + id(lost)), report.listed());
        assertEquals(1, report.watched().count(), "the alarm");
        assertEquals(State.WITHDRAWN, contact(lost).state(MARKETING));
        assertEquals(State.GRANTED, contact(lost).state(SERVICE), "that sender does not stand for it");
        Entry no = last(id(lost));
        assertEquals(Event.WITHDRAWN, no.event());
        assertEquals(now, no.at(), "it counts from its receipt");
        assertEquals("provider_block_list", no.fields().get("method"));
        assertEquals("twilio", no.fields().get("provider"));
        assertEquals("block_list", no.fields().get("source"));
        assertEquals(now.minusSeconds(60).toString(), no.fields().get("provider_time"));
    }

    @Test
    void aNumberThatNobodyHereKnowsIsSuppressed() {
        PhoneNumber stranger = People.american(2);
        list.has(stranger.e164(), null, ALL);
        assertEquals(1, run().count("found"));
        assertNotNull(contact(stranger).optOutOfEverything());
        assertEquals(State.WITHDRAWN, contact(stranger).state(SERVICE));
    }

    @Test
    void aLineWithoutASenderIsOfAllThatTheOwnerHasThere() {
        PhoneNumber person = People.american(2);
        people.yes(person, now.minus(DAY), SERVICE);
        list.has(person.e164(), null);
        run();
        assertNotNull(contact(person).optOutOfEverything(), "a STOP to one of them withdraws everything");
    }

    @Test
    void aSecondRunChangesNothing() {
        list.has(People.american(1).e164(), now, NEWS).has(People.american(2).e164(), null, ALL);
        people.yes(People.american(1), now.minus(DAY), MARKETING, SERVICE);
        people.yes(People.american(3), now.minus(DAY), MARKETING, SERVICE);
        people.no(People.american(3), now, MARKETING);
        run();
        long version = contact(People.american(1)).version();
        clock.advance(DAY);
        ReconcileReport again = run();
        // who stopped at one sender alone is not on the list for the other
        assertEquals(Map.of("theirs", 3L, "without_number", 1L), again.counts());
        assertEquals(0, again.watched().count());
        assertEquals(version, contact(People.american(1)).version());
    }

    @Test
    void whatTheProviderLostIsPushed() {
        PhoneNumber person = People.american(1);
        people.yes(person, now.minus(DAY), MARKETING, SERVICE);
        people.no(person, now.minusSeconds(1), MARKETING);
        list.has(person.e164(), now.minusSeconds(1), NEWS);
        assertEquals(Map.of("theirs", 1L), run().counts());
        list.lose(person.e164());
        ReconcileReport report = run();
        assertEquals(Map.of("pushed", 1L), report.counts());
        assertEquals(Set.of(NEWS + " " + person.e164()), list.added());
        assertEquals(0, report.watched().count(), "a no of ours that they lack is no lost webhook");
    }

    /** The person still agrees to what that sender sends besides. */
    @Test
    void aSenderIsBlockedOnlyIfNothingOfItsIsAgreedTo() {
        people.yes(People.american(1), now.minus(DAY), MARKETING, SERVICE);
        people.no(People.american(1), now, SERVICE);
        assertEquals(Map.of(), run().counts());
        assertEquals(Set.of(), list.added());
    }

    @Test
    void whatCannotBePushedIsListedByItsContact() {
        PhoneNumber refused = People.american(1);
        for (PhoneNumber each : List.of(refused, People.american(2))) {
            people.yes(each, now.minus(DAY), MARKETING, SERVICE);
            people.no(each, now, MARKETING);
        }
        list.refuses(refused.e164());
        ReconcileReport report = run();
        assertEquals(Map.of("pushed", 1L, "not_taken", 1L), report.counts());
        assertEquals(List.of("not_taken " + id(refused)), report.listed());
        list.lose(People.american(2).e164());
        list.readOnly();
        assertEquals(Map.of("not_taken", 2L), run().counts());
    }

    @Test
    void aSuppressionThatTheProviderLacksIsCounted() {
        people.yes(People.american(1), now.minus(DAY), MARKETING);
        people.no(People.american(1), now, MARKETING);
        ReconcileReport report = run();
        assertEquals(Map.of("without_number", 1L), report.counts());
        assertEquals(List.of(), report.listed());
    }

    @Test
    void aYesThatWasProvedAfterTheBlockStaysAndIsListed() {
        PhoneNumber back = People.american(1);
        people.yes(back, now.minus(Duration.ofDays(3)), MARKETING);
        people.no(back, now.minus(Duration.ofDays(2)), MARKETING);
        people.provedYes(back, now.minus(DAY), MARKETING);
        list.has(back.e164(), now.minus(Duration.ofDays(2)), NEWS);
        ReconcileReport report = run();
        assertEquals(Map.of("theirs", 1L, "newer_yes", 1L), report.counts());
        assertEquals(List.of("newer_yes " + id(back)), report.listed());
        assertEquals(State.GRANTED, contact(back).state(MARKETING));
    }

    @Test
    void withoutATimeOrAtTheSameInstantTheNoWins() {
        for (int each = 1; each <= 3; each++) {
            people.provedYes(People.american(each), now.minus(DAY), MARKETING);
        }
        list.has(People.american(1).e164(), null, NEWS);
        list.has(People.american(2).e164(), now.minus(DAY), NEWS);
        list.has(People.american(3).e164(), now.plus(DAY), NEWS);
        assertEquals(3, run().count("found"));
        assertEquals(State.WITHDRAWN, contact(People.american(1)).state(MARKETING));
    }

    @Test
    void aWebFormsYesAfterTheBlockIsNoProof() {
        people.yes(People.american(1), now.minus(DAY), MARKETING);
        list.has(People.american(1).e164(), now.minus(Duration.ofDays(2)), NEWS);
        assertEquals(1, run().count("found"));
        assertEquals(State.WITHDRAWN, contact(People.american(1)).state(MARKETING));
    }

    /** The person stopped again, after the code of their new signup went out. Only the provider knows. */
    @Test
    void aCodeOnItsWayProvesNothingThatAProviderMayHaveBlockedSince() {
        for (boolean dated : List.of(true, false)) {
            PhoneNumber person = People.american(dated ? 1 : 2);
            people.no(person, now.minus(DAY), MARKETING);
            new CaptureClient(on).signUp(1, person.e164(), "marketing");
            Code sent = Objects.requireNonNull(contact(person).pending().code());
            assertEquals(1, sent.requests().size());
            ListInMemory before =
                    new ListInMemory().has(person.e164(), sent.begunAt().minusSeconds(1), NEWS);
            assertEquals(
                    0,
                    new ReconcileClient(on, Map.of("twilio", before)).run(false).count("found"));
            ListInMemory since =
                    new ListInMemory().has(person.e164(), dated ? sent.begunAt().plusSeconds(1) : null, NEWS);
            ReconcileClient reconcile = new ReconcileClient(on, Map.of("twilio", since));
            assertEquals(1, reconcile.run(false).count("found"));
            assertEquals(
                    List.of(),
                    Objects.requireNonNull(contact(person).pending().code()).requests());
            assertEquals(0, reconcile.run(false).count("found"));
        }
    }

    @Test
    void aDryRunSaysTheSameAndChangesNothing() {
        people.yes(People.american(1), now.minus(DAY), MARKETING, SERVICE);
        people.yes(People.american(2), now.minus(DAY), MARKETING, SERVICE);
        people.no(People.american(2), now, MARKETING);
        list.has(People.american(1).e164(), null, NEWS);
        ReconcileReport dry = client().run(true);
        assertEquals(Set.of(), list.added());
        assertEquals(State.GRANTED, contact(People.american(1)).state(MARKETING));
        assertEquals(List.of(), reports());
        assertEquals(dry.counts(), run().counts());
    }

    @Test
    void aListThatCannotBeReadIsToldAndTheNextProviderHasItsTurn() {
        list.has(People.american(1).e164(), null, NEWS)
                .has(People.american(2).e164(), null, NEWS)
                .has(People.american(3).e164(), null, NEWS)
                .failsAt(1);
        ReconcileClient both = new ReconcileClient(on, Map.of("twilio", list, "vonage", new ListInMemory()));
        assertEquals("vonage", both.run(false).provider());
        List<Entry> reports = reports();
        assertEquals(2, reports.size());
        Entry twilio = reports.stream()
                .filter(each -> "twilio".equals(each.fields().get("provider")))
                .findFirst()
                .orElseThrow();
        assertEquals("a provider answered 500", twilio.fields().get("unavailable"));
        assertEquals("reconcile.differs", twilio.fields().get("told_as"));
        assertEquals("2", twilio.fields().get("count_found"), "what was read counts");
        assertEquals(Set.of(), list.added(), "nobody knows what it lacks");
    }

    @Test
    void aListThatComesBackToOnePageEndsTheRunAndIsTold() {
        for (int i = 1; i < 6; i++) {
            list.has(People.american(i).e164(), null, NEWS);
        }
        list.staysAt(1);
        ReconcileReport report = run();
        assertEquals("the provider's list comes back to the same page", report.unavailable());
        assertEquals(2, report.count("found"), "what was read before counts");
    }

    @Test
    void messagesOfThePastAreNoListSoEachOfOursIsTold() {
        PhoneNumber back = People.american(1);
        people.provedYes(back, now.minus(DAY), MARKETING);
        people.yes(People.american(2), now.minus(DAY), MARKETING, SERVICE);
        people.no(People.american(2), now, MARKETING);
        list.has(back.e164(), now.minus(Duration.ofDays(2)), NEWS).ofThePast();
        assertEquals(Map.of("theirs", 1L, "told", 1L), run().counts());
        assertEquals(Set.of(NEWS + " " + People.american(2).e164()), list.added());
        list.readOnly();
        assertEquals(Map.of("theirs", 2L), run().counts());
    }

    @Test
    void noNumberIsInAReport() {
        people.yes(People.american(1), now.minus(DAY), MARKETING);
        list.has(People.american(1).e164(), now, NEWS).has("BOOKS", now, NEWS);
        ReconcileReport report = run();
        assertEquals(1, report.count("unreadable"));
        String digits = People.american(1).e164().substring(1);
        assertFalse((report + reports().toString()).contains(digits));
    }

    @Test
    void aRunThatIsKilledAnywhereAndDoneAgainEndsTheSame() {
        boolean died = true;
        int at = 0;
        for (; died; at++) {
            PhoneNumber found = People.american(100 + 2 * at);
            PhoneNumber lacking = People.american(101 + 2 * at);
            people.yes(found, now.minus(DAY), MARKETING);
            people.yes(lacking, now.minus(DAY), MARKETING, SERVICE);
            people.no(lacking, now, MARKETING);
            Map<String, BlockList> lists = Map.of("twilio", new ListInMemory().has(found.e164(), null, NEWS));
            KilledStore killed = new KilledStore(store(), at, at % 2 == 0);
            ReconcileClient dying = new ReconcileClient(new Engines(killed, clock), lists);
            died = killed.kills(() -> dying.run(false));
            new ReconcileClient(on, lists).run(false);
            assertEquals(State.WITHDRAWN, contact(found).state(MARKETING), "killed at " + at);
            assertEquals(
                    1,
                    history(id(found)).stream()
                            .filter(entry -> entry.event() == Event.WITHDRAWN)
                            .count());
            assertTrue(((ListInMemory) lists.get("twilio")).added().contains(NEWS + " " + lacking.e164()));
        }
        assertTrue(at > 5, "it was killed at " + at + " calls");
    }

    @Test
    void aRepeatedStepWritesItsReportOnce() {
        ReconcileStep first = client().step(ReconcileStep.first("twilio", false));
        ReconcileStep last = client().step(first);
        client().step(first);
        assertTrue(last.done());
        assertEquals(last, client().step(last));
        assertEquals(1, reports().size());
        assertThrows(IllegalArgumentException.class, () -> client().step(ReconcileStep.first("telnyx", false)));
    }

    private ReconcileReport run() {
        return client().run(false);
    }

    private ReconcileClient client() {
        return new ReconcileClient(on, Map.of("twilio", list));
    }

    private List<Entry> reports() {
        return Runs.OF_RECONCILE.newestFirst(store(), Runs.day(now), Runs.day(clock.instant()));
    }

    private String id(PhoneNumber number) {
        return on.index.contactId(number).value();
    }

    private Contact contact(PhoneNumber number) {
        return store().load(List.of(on.index.contactId(number))).get(0);
    }

    private List<Entry> history(String contact) {
        return store().history(contact, null, 100).items();
    }

    private Entry last(String contact) {
        List<Entry> all = history(contact);
        return all.get(all.size() - 1);
    }
}
