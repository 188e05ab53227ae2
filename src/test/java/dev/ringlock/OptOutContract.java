package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.capture.CaptureDoor;
import dev.ringlock.confirm.ConfirmDoor;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Purpose;
import dev.ringlock.inbound.InboundDoor;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.message.Message;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Commit;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Outcome;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds from the moment an opt-out was acknowledged, on every store, whatever comes in whatever order. */
public abstract class OptOutContract {

    protected static final String PHONE = "+12025550123";
    private static final String ALL = "+12025550101";
    private static final String MARKETING_ONLY = "+12025550100";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

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
                    public Outcome commit(Commit commit) {
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
                new InboundDoor(engines).text("SM1", PHONE, ALL, "STOP", null).isPresent());
        assertEquals(List.of(1, 1, 0), List.of(loads.get(), commits.get(), engines.keys.takeCalls()));
    }

    @Test
    void theLedgerSaysWhenAndByWhichMessage() {
        Engines engines = new Engines(store(), clock);
        new CaptureDoor(engines).signUp(PHONE, "marketing", "service");
        clock.advance(Duration.ofMinutes(1));
        new InboundDoor(engines).text("SM42", PHONE, MARKETING_ONLY, "Stop. Thank you", null);
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
        InboundDoor inbound = new InboundDoor(engines);
        new CaptureDoor(engines).signUp(PHONE, "marketing");
        assertTrue(inbound.text("SM1", PHONE, ALL, "STOP", null).isPresent());
        int entries = store().history(id(engines), null, 100).items().size();
        assertTrue(inbound.text("SM1", PHONE, ALL, "STOP", null).isEmpty());
        assertEquals(entries, store().history(id(engines), null, 100).items().size());
        assertTrue(inbound.text("SM2", PHONE, ALL, "STOP", null).isEmpty(), "nothing was taken back by it");
    }

    @Test
    void aYesFromThePhoneCountsWhileOurQuestionIsOpenAndAtNoOtherTime() {
        Engines engines = new Engines(store(), clock);
        InboundDoor inbound = new InboundDoor(engines);
        inbound.text("SM1", PHONE, MARKETING_ONLY, "STOP", null);
        clock.advance(Duration.ofSeconds(1));
        inbound.text("SM2", PHONE, MARKETING_ONLY, "YES", null);
        assertEquals(State.WITHDRAWN, state(engines, MARKETING));
        Message question =
                inbound.text("SM3", PHONE, MARKETING_ONLY, "START", null).orElseThrow();
        assertTrue(question.text().contains("News and offers"), "the notice in short, and for what");
        assertEquals(State.WITHDRAWN, state(engines, MARKETING), "START alone grants nothing");
        clock.advance(Duration.ofSeconds(1));
        inbound.text("SM4", PHONE, MARKETING_ONLY, "Yes please", null);
        assertEquals(State.GRANTED, state(engines, MARKETING));
        inbound.text("SM5", PHONE, MARKETING_ONLY, "STOP", null);
        clock.advance(Duration.ofSeconds(1));
        inbound.text("SM6", PHONE, MARKETING_ONLY, "YES", null);
        assertEquals(State.WITHDRAWN, state(engines, MARKETING), "the question was answered already");
    }

    @Test
    void whatMayBeANoHoldsTheContact() {
        Engines engines = new Engines(store(), clock);
        new CaptureDoor(engines).signUp(PHONE, "marketing");
        new InboundDoor(engines).text("SM1", PHONE, ALL, "please don't stop", null);
        assertTrue(contact(engines).hold() != null);
        assertEquals(State.GRANTED, state(engines, MARKETING));
    }

    @Test
    void aStrangerWithTheNumberButNotThePhoneGetsNowhere() {
        Engines engines = new Engines(store(), clock);
        CaptureDoor capture = new CaptureDoor(engines);
        ConfirmDoor confirm = new ConfirmDoor(engines);
        new InboundDoor(engines).text("SM1", PHONE, ALL, "STOP", null);
        clock.advance(Duration.ofSeconds(1));
        String record = capture.signUp(PHONE, "marketing", "service");
        String code = newestCode(engines);
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertFalse(confirm.confirms(record, PHONE, wrong));
        }
        assertFalse(confirm.confirms(record, PHONE, code), "five tries, and no more");
        assertFalse(confirm.confirms("0b6f4f0e-6c0a-4c1e-9d0b-2f6a3f1f7f55", PHONE, code), "another record");
        assertEquals(State.REQUESTED, state(engines, MARKETING));
    }

    @Test
    void aCodeProvesItsOwnSignupOnceForTenMinutes() {
        Engines engines = new Engines(store(), clock);
        CaptureDoor capture = new CaptureDoor(engines);
        ConfirmDoor confirm = new ConfirmDoor(engines);
        InboundDoor inbound = new InboundDoor(engines);
        inbound.text("SM1", PHONE, ALL, "STOP", null);
        clock.advance(Duration.ofSeconds(1));
        String record = capture.signUp(PHONE, "marketing");
        String code = newestCode(engines);
        clock.advance(Duration.ofMinutes(10));
        assertFalse(confirm.confirms(record, PHONE, code), "too late");
        record = capture.signUp(PHONE, "marketing");
        code = newestCode(engines);
        assertTrue(confirm.confirms(record, PHONE, code));
        assertTrue(confirm.confirms(record, PHONE, code), "its answer may have been lost: told again, nothing new");
        assertEquals(State.GRANTED, state(engines, MARKETING));
        clock.advance(Duration.ofSeconds(1));
        inbound.text("SM2", PHONE, ALL, "STOP", null);
        assertFalse(confirm.confirms(record, PHONE, code), "a no came after it");
        assertEquals(State.WITHDRAWN, state(engines, MARKETING));
    }

    /** Random acts in random order on a store that fails at random, beside a model that knows what was acknowledged. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noInterleavingGrantsAfterAnAcknowledgedNo(long seed) {
        Random random = new Random(seed);
        Engines engines = new Engines(new Failing(store(), random), clock);
        Acts acts = new Acts(engines, random, clock);
        for (int i = 0; i < 150; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(90_000)));
            acts.next();
            acts.check(contact(engines), "seed " + seed + ", act " + i);
        }
    }

    /** Fails before, or after it was done, or meets another change. */
    private static final class Failing extends ForwardingStore {

        private final Random random;

        Failing(Store to, Random random) {
            super(to);
            this.random = random;
        }

        @Override
        public Outcome commit(Commit commit) {
            return switch (random.nextInt(8)) {
                case 0 -> throw new StoreUnavailableException("lost on the way there");
                case 1 -> {
                    super.commit(commit);
                    throw new StoreUnavailableException("lost on the way back");
                }
                case 2 -> new Outcome.Conflict();
                default -> super.commit(commit);
            };
        }
    }

    /** The model: the newest no that was acknowledged, and every proved yes that may have been stored. */
    private static final class Acts {

        private final CaptureDoor capture;
        private final ConfirmDoor confirm;
        private final InboundDoor inbound;
        private final Engines engines;
        private final Random random;
        private final TestClock clock;
        private final List<Instant> proved = new ArrayList<>();
        private final List<Runnable> lateMessages = new ArrayList<>();
        private final Map<String, Instant> firstTried = new HashMap<>();
        private Instant acknowledgedNo = Instant.MIN;
        private String record = "";
        private String code = "";
        private int messages;

        Acts(Engines engines, Random random, TestClock clock) {
            this.engines = engines;
            this.capture = new CaptureDoor(engines);
            this.confirm = new ConfirmDoor(engines);
            this.inbound = new InboundDoor(engines);
            this.random = random;
            this.clock = clock;
        }

        void next() {
            try {
                switch (random.nextInt(7)) {
                    case 0, 1 -> signUp();
                    case 2 -> typeCode();
                    case 3 -> stop("SM" + messages++, skewed());
                    case 4 -> text("START");
                    case 5 -> text("YES");
                    default -> again();
                }
            } catch (StoreUnavailableException e) {
                // not acknowledged: whoever sent it may send it again
            }
        }

        private void signUp() {
            record = capture.signUp(PHONE, "marketing");
            code = newestCodeOr(code);
        }

        private void typeCode() {
            proved.add(clock.instant());
            confirm.confirms(record, PHONE, random.nextInt(4) == 0 ? "000000" : code);
        }

        private void stop(String id, Instant sentAt) {
            lateMessages.add(() -> stop(id, sentAt));
            // sent again it may be the first try that was stored, and only its answer lost
            Instant first = firstTried.computeIfAbsent(id, none -> clock.instant());
            inbound.text(id, PHONE, ALL, random.nextBoolean() ? "STOP" : "Stop texting me", sentAt);
            acknowledgedNo = acknowledgedNo.isAfter(first) ? acknowledgedNo : first;
        }

        private void text(String text) {
            String id = "SM" + messages++;
            Instant sentAt = skewed();
            Runnable act = () -> {
                if (text.equals("YES")) {
                    proved.add(sentAt.isBefore(clock.instant()) ? sentAt : clock.instant());
                }
                inbound.text(id, PHONE, ALL, text, sentAt);
            };
            lateMessages.add(act);
            if (random.nextInt(5) > 0) {
                act.run();
            }
        }

        /** A message comes twice, or long after the others. */
        private void again() {
            if (!lateMessages.isEmpty()) {
                lateMessages.get(random.nextInt(lateMessages.size())).run();
            }
        }

        /** A provider's clock goes wrong by up to two minutes either way. */
        private Instant skewed() {
            return clock.instant().plusMillis(random.nextInt(240_000) - 120_000L);
        }

        private String newestCodeOr(String before) {
            List<Message> sent = engines.messages.take();
            return sent.isEmpty() ? before : codeOf(sent.get(sent.size() - 1));
        }

        void check(Contact contact, String when) {
            Consent consent = contact.consent(MARKETING);
            if (acknowledgedNo.equals(Instant.MIN)) {
                return;
            }
            assertTrue(consent != null && consent.no() != null, when + ": an acknowledged no is lost");
            assertFalse(consent.no().at().isBefore(acknowledgedNo), when + ": an acknowledged no is lost");
            if (consent.state() == State.GRANTED) {
                Instant provedAt = consent.provedAt();
                assertTrue(provedAt != null && provedAt.isAfter(acknowledgedNo), when + ": granted after a no");
                assertTrue(proved.contains(provedAt), when + ": granted by a yes that nobody proved");
            }
        }
    }

    private static String newestCode(Engines engines) {
        List<Message> sent = engines.messages.take();
        return codeOf(sent.get(sent.size() - 1));
    }

    private static String codeOf(Message message) {
        Matcher code = CODE.matcher(message.text());
        assertTrue(code.find(), "no code in the message");
        return code.group();
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
