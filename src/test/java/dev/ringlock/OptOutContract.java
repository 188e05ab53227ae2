package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.imports.run.ImportClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policies;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds from the moment an opt-out was acknowledged, on every store, whatever comes in whatever order. */
public abstract class OptOutContract {

    protected static final String PHONE = "+12025550123";
    private static final String ALL = "+12025550101";
    private static final String MARKETING_ONLY = "+12025550100";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final int ACTS = 200;

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    /** The policy's {@code law.revocationReachesAll}, counted by the clock here. */
    @ParameterizedTest
    @CsvSource({
        "2046-01-01, STOP, true",
        "2046-01-01, STOP MARKETING, true",
        "2099-01-01, STOP, false",
    })
    void fromTheOwnersDayOnAStopFromTheUsaReachesEverything(String day, String text, boolean everything) {
        Engines engines = new Engines(
                store(),
                clock,
                Policies.replacing("# How long data is kept", "law: {revocationReachesAll: " + day + "}\n# How"));
        new InboundClient(engines).text("SM-all", PHONE, MARKETING_ONLY, text, null);
        Contact contact = store().load(List.of(engines.index.contactId(PhoneNumber.ofCanonical(PHONE))))
                .get(0);
        assertEquals(everything, contact.optOutOfEverything() != null);
    }

    /** It counts from the row's own date, whenever the file comes. */
    @ParameterizedTest
    @CsvSource({"2046-05-31, false", "2046-06-02, true"})
    void fromThatDayOnAnImportedNoFromTheUsaReachesEverythingToo(String day, boolean everything) {
        Engines engines = new Engines(
                store(),
                clock,
                Policies.replacing("# How long data is kept", "law: {revocationReachesAll: 2046-06-01}\n# How"));
        new ImportClient(engines, new FilesInMemory())
                .imported("crm", "Id,Phone,Date\n1," + PHONE + "," + day + "T12:00:00Z\n", """
                        source: crm
                        number: {column: Phone}
                        rowId: {column: Id}
                        decidedAt: {column: Date}
                        decisions:
                          - {purpose: marketing, answer: no}
                        """);
        assertEquals(State.WITHDRAWN, state(engines, MARKETING));
        assertEquals(everything, contact(engines).optOutOfEverything() != null);
    }

    @Test
    void aWarmStopIsOneReadAndOneTransactionAndNoCallToTheKeyEngine() {
        AtomicInteger loads = new AtomicInteger();
        AtomicInteger commits = new AtomicInteger();
        Engines engines = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public List<Contact> load(List<dev.ringlock.phone.ContactId> ids) {
                        loads.incrementAndGet();
                        return super.load(ids);
                    }

                    @Override
                    public CommitResult commit(Commit commit) {
                        commits.incrementAndGet();
                        return super.commit(commit);
                    }

                    @Override
                    public List<Long> count(List<dev.ringlock.store.Counter> counters) {
                        throw new AssertionError("a STOP counts nothing");
                    }
                },
                clock);
        engines.seals.ready(List.of());
        engines.keys.takeCalls();
        assertTrue(
                new InboundClient(engines).text("SM1", PHONE, ALL, "STOP", null).isPresent());
        assertEquals(List.of(1, 1, 0), List.of(loads.get(), commits.get(), engines.keys.takeCalls()));
    }

    @Test
    void theLedgerSaysWhenAndByWhichMessage() {
        Engines engines = new Engines(store(), clock);
        new CaptureClient(engines).signUp(PHONE, "marketing", "service");
        clock.advance(Duration.ofMinutes(1));
        new InboundClient(engines).text("SM42", PHONE, MARKETING_ONLY, "Stop. Thank you", null);
        List<Entry> history = store().history(id(engines), null, 10).items();
        Entry last = history.get(history.size() - 1);
        assertEquals(Event.WITHDRAWN, last.event());
        assertEquals(clock.instant(), last.at());
        assertEquals("SM42", last.fields().get("message_id"));
        assertEquals("marketing", last.fields().get("purpose"));
        assertFalse(last.toString().contains("Thank"), "the ledger keeps the reading, never the text");
        assertEquals(State.GRANTED, state(engines, SERVICE));
    }

    @Test
    void oneConfirmationAtMostAndARepeatedMessageIsNotTakenTwice() {
        Engines engines = new Engines(store(), clock);
        InboundClient inbound = new InboundClient(engines);
        new CaptureClient(engines).signUp(PHONE, "marketing");
        assertTrue(inbound.text("SM1", PHONE, ALL, "STOP", null).isPresent());
        int entries = store().history(id(engines), null, 100).items().size();
        assertTrue(inbound.text("SM1", PHONE, ALL, "STOP", null).isEmpty());
        assertEquals(entries, store().history(id(engines), null, 100).items().size());
        assertTrue(inbound.text("SM2", PHONE, ALL, "STOP", null).isEmpty(), "nothing was taken back by it");
    }

    @Test
    void whatMayBeANoHoldsTheContact() {
        Engines engines = new Engines(store(), clock);
        new CaptureClient(engines).signUp(PHONE, "marketing");
        new InboundClient(engines).text("SM1", PHONE, ALL, "please don't stop", null);
        assertTrue(contact(engines).hold() != null);
        assertEquals(State.GRANTED, state(engines, MARKETING));
    }

    /** Random acts in random order on a store that fails at random, beside the model of docs/model.md. */
    @ParameterizedTest
    @MethodSource("seeds")
    void afterAnAcknowledgedNoOnlyAProofThatBeganLaterGrants(long seed) {
        OptOutActs acts = new OptOutActs(store(), new Random(seed), clock);
        for (int i = 0; i < ACTS; i++) {
            acts.next();
            acts.check(contact(), "seed " + seed + ", act " + i);
        }
        assertTrue(acts.model().grantsAfterANo() > 0, "seed " + seed + ": nothing was granted after a no");
    }

    /** A subclass may hide it with fewer. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    private Contact contact() {
        return contact(new Engines(store(), clock));
    }

    private Contact contact(Engines engines) {
        return store().load(List.of(engines.index.contactId(PhoneNumber.ofCanonical(PHONE))))
                .get(0);
    }

    private String id(Engines engines) {
        return engines.index.contactId(PhoneNumber.ofCanonical(PHONE)).value();
    }

    private State state(Engines engines, Purpose purpose) {
        Consent consent = contact(engines).consent(purpose);
        assertTrue(consent != null, "no consent for " + purpose);
        return consent.state();
    }
}
