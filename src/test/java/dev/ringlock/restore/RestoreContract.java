package dev.ringlock.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Rules;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody comes back in a restored store, whatever happened since its backup was made. */
public abstract class RestoreContract {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final int PEOPLE = 40;

    protected final TestClock clock = new TestClock();

    private PeopleOfBackup people;
    private Instant backedUp;

    /** What is restored: empty at a test's begin. */
    protected abstract Store restored();

    /** The Ringlock that goes on meanwhile, or is lost. */
    protected abstract Store source();

    @BeforeEach
    void backUp() {
        people = new PeopleOfBackup(new Engines(source(), clock), restored());
        for (int i = 0; i < PEOPLE; i++) {
            people.signUpInBoth(i);
        }
        clock.advance(Duration.ofMinutes(1));
        backedUp = clock.instant();
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void anOptOutKeepsItsInstantItsPlaceAndItsMethod() {
        Entry lost = newest(source(), people.withdraw(0, MARKETING, false));
        clock.advance(Duration.ofDays(2));
        assertEquals(1, Revived.all(restored(), source()).size());
        assertTrue(Revived.isForgotten(restored(), new ContactId(lost.subject()), lost));
        assertEquals(1, replay());
        assertFalse(Revived.isForgotten(restored(), new ContactId(lost.subject()), lost));
        Entry again = newest(restored(), people.id(0));
        assertEquals(lost.ulid(), again.ulid());
        assertEquals(lost.at(), again.at());
        assertEquals(lost.fields().get("method"), again.fields().get("method"));
        assertEquals(lost.ulid().value(), again.fields().get(Rules.REPLAYED));
        assertEquals(clock.instant().toString(), again.fields().get("replayed_at"));
        assertEquals(lost.previous(), again.previous(), "the history before it is the same");
        assertEquals(State.WITHDRAWN, state(0, MARKETING));
        assertEquals(State.GRANTED, state(0, SERVICE));
        assertTrue(restored().compartments(MARKETING, List.of(people.id(0))).isEmpty());
        assertSound();
    }

    @Test
    void anOptOutFromEverythingBindsWhatIsDeclaredLaterToo() {
        people.withdraw(1, MARKETING, true);
        replay();
        assertEquals(
                people.stored(source(), 1).optOutOfEverything(),
                people.stored(restored(), 1).optOutOfEverything());
        assertFalse(people.stored(restored(), 1).hasCompartments());
        assertNull(people.stored(restored(), 1).masked());
        assertSound();
    }

    @Test
    void anErasureIsDoneAgain() {
        people.erase(2);
        assertEquals(1, Revived.all(restored(), source()).size());
        replay();
        for (Purpose purpose : List.of(MARKETING, SERVICE, Purpose.MAINTENANCE)) {
            assertTrue(restored().compartments(purpose, List.of(people.id(2))).isEmpty(), purpose.id());
        }
        assertEquals(Event.ERASED, newest(restored(), people.id(2)).event());
        assertEquals(
                people.stored(source(), 2).consents(),
                people.stored(restored(), 2).consents());
        assertSound();
    }

    /** The erasure is an act of before the backup then, and what it says is over. */
    @Test
    void whoWasErasedAndAgreedAgainBeforeTheBackupIsNotRevived() {
        people.eraseInBoth(9);
        people.stopInBoth(10);
        clock.advance(Duration.ofMinutes(1));
        people.signUpInBoth(9);
        people.signUpInBoth(10);
        for (int person : List.of(9, 10)) {
            assertTrue(people.stored(restored(), person).hasCompartments());
            for (Entry entry :
                    source().history(people.id(person).value(), null, 1_000).items()) {
                assertFalse(
                        Revived.isForgotten(restored(), people.id(person), entry),
                        entry.event().id());
            }
        }
        assertSound();
    }

    @Test
    void aHoldIsSetAndEndsAgain() {
        people.hold(3);
        people.hold(4);
        people.release(4);
        assertEquals(1, Revived.all(restored(), source()).size());
        assertEquals(3, replay());
        assertEquals(
                Objects.requireNonNull(people.stored(source(), 3).hold()).at(),
                Objects.requireNonNull(people.stored(restored(), 3).hold()).at());
        assertNull(people.stored(restored(), 4).hold());
        assertSound();
    }

    @Test
    void theEndOfAConsentIsDoneAgain() {
        clock.advance(Duration.ofDays(365 * 3));
        Instant later = clock.instant();
        people.purge(5);
        assertEquals(1, Revived.all(restored(), source()).size());
        // of the days before, each of which takes DynamoDB several queries, there is nothing
        replay(later);
        assertEquals(
                people.stored(source(), 5).consents(),
                people.stored(restored(), 5).consents());
        assertFalse(people.stored(restored(), 5).hasCompartments());
        assertSound();
    }

    @Test
    void anOptOutUnderANewVersionOfTheIndexKeyReachesTheContactOfTheBackup() {
        ContactId newer = people.rekey(9);
        people.withdraw(newer, MARKETING);
        assertEquals(1, Revived.all(restored(), source()).size());
        assertEquals(1, replay());
        assertEquals(State.WITHDRAWN, state(9, MARKETING));
        assertEquals(State.GRANTED, state(9, SERVICE));
        assertEquals(0, restored().load(List.of(newer)).get(0).version(), "it lives in one contact");
        assertEquals(0, replay(), "each once");
        assertSound();
    }

    @Test
    void aNumberThatNobodyKnewIsRefusedHereToo() {
        people.withdraw(PEOPLE + 1, MARKETING, true);
        replay();
        assertEquals(State.WITHDRAWN, state(PEOPLE + 1, MARKETING));
        assertSound();
    }

    @Test
    void aNewYesOfLaterIsNotGivenAgain() {
        people.withdraw(6, MARKETING, false);
        clock.advance(Duration.ofMinutes(1));
        people.signUp(6);
        replay();
        assertEquals(State.WITHDRAWN, state(6, MARKETING));
        assertSound();
    }

    @Test
    void whatIsDoneTwiceCountsOnce() {
        people.withdraw(7, MARKETING, false);
        people.hold(8);
        assertEquals(2, replay());
        long version = people.stored(restored(), 7).version();
        assertEquals(0, replay());
        assertEquals(version, people.stored(restored(), 7).version());
    }

    @Test
    void whateverHappenedNobodyComesBack() {
        Random random = new Random(20);
        for (int act = 0; act < 160; act++) {
            people.some(random.nextInt(PEOPLE + 5), random);
            clock.advance(Duration.ofMinutes(random.nextInt(600)));
        }
        assertTrue(Revived.all(restored(), source()).size() > 10);
        long done = replay();
        assertTrue(done > 80, String.valueOf(done));
        for (int i = 0; i < PEOPLE + 5; i++) {
            Contact there = people.stored(source(), i);
            Contact here = people.stored(restored(), i);
            here.consents().forEach((purpose, consent) -> {
                if (consent.hasCompartment()) {
                    assertTrue(there.consents().get(purpose).hasCompartment());
                }
            });
            assertEquals(there.optOutOfEverything(), here.optOutOfEverything(), "of " + i);
            for (Entry entry :
                    source().history(people.id(i).value(), null, 1_000).items()) {
                assertFalse(
                        LostActs.isAct(entry) && Revived.isForgotten(restored(), new ContactId(entry.subject()), entry),
                        () -> "entry " + entry.event());
            }
        }
        assertSound();
    }

    private long replay() {
        return replay(backedUp);
    }

    private long replay(Instant from) {
        LostActs acts = new LostActs(restored(), people.rules(), clock.instant());
        source().readLedger(
                        LedgerSpan.oldestFirst(
                                from.minusSeconds(3_600), clock.instant().plusSeconds(60)),
                        acts::add);
        return acts.finish();
    }

    /** Nobody came back, and every history is one chain. */
    private void assertSound() {
        assertEquals(0, Revived.all(restored(), source()).size());
        Map<ContactId, String> heads = new HashMap<>();
        for (int i = 0; i < PEOPLE + 5; i++) {
            String previous = "";
            for (Entry entry :
                    restored().history(people.id(i).value(), null, 1_000).items()) {
                assertEquals(previous, entry.previous());
                previous = entry.hash();
            }
            heads.put(people.id(i), previous);
            Contact contact = people.stored(restored(), i);
            assertEquals(contact.head() == null ? "" : contact.head().hash(), heads.get(people.id(i)));
        }
    }

    private State state(int person, Purpose purpose) {
        return Objects.requireNonNull(people.stored(restored(), person).consent(purpose))
                .state();
    }

    private static Entry newest(Store store, ContactId id) {
        return store.newest(id.value()).orElseThrow();
    }
}
