package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.capture.CaptureClient;
import dev.ringlock.confirm.ConfirmClient;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.message.Message;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.store.Counter;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A proof from the phone proves the requests that it was asked for, after every no, once. The same on every store. */
public abstract class ProofContract {

    private static final String PHONE = "+12025550123";
    private static final String ALL = "+12025550101";
    private static final String MARKETING_ONLY = "+12025550100";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Purpose EVENTS = new Purpose("events");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void aYesFromThePhoneCountsWhileOurQuestionIsOpenAndAtNoOtherTime() {
        Engines engines = new Engines(store(), clock);
        InboundClient inbound = new InboundClient(engines);
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
    void aStrangerWithTheNumberButNotThePhoneGetsNowhere() {
        Engines engines = new Engines(store(), clock);
        CaptureClient capture = new CaptureClient(engines);
        ConfirmClient confirm = new ConfirmClient(engines);
        new InboundClient(engines).text("SM1", PHONE, ALL, "STOP", null);
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
        CaptureClient capture = new CaptureClient(engines);
        ConfirmClient confirm = new ConfirmClient(engines);
        InboundClient inbound = new InboundClient(engines);
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

    @Test
    void aUsedCodeProvesNoLaterRequest() {
        Engines engines = new Engines(store(), clock);
        CaptureClient capture = new CaptureClient(engines);
        ConfirmClient confirm = new ConfirmClient(engines);
        stop(engines, "SM1", ALL, "STOP");
        String record = capture.signUp(PHONE, "marketing");
        String code = newestCode(engines);
        assertTrue(confirm.confirms(record, PHONE, code));
        stop(engines, "SM2", ALL, "STOP");
        String strangers = capture.signUp(PHONE, "marketing");
        assertFalse(confirm.confirms(strangers, PHONE, code), "the code was used, and a no came after it");
        assertEquals(State.REQUESTED, state(engines, MARKETING));
    }

    @Test
    void aCodeFromBeforeANoProvesNothingAfterIt() {
        Engines engines = new Engines(store(), clock);
        CaptureClient capture = new CaptureClient(engines);
        ConfirmClient confirm = new ConfirmClient(engines);
        stop(engines, "SM1", ALL, "STOP");
        String record = capture.signUp(PHONE, "marketing");
        String code = newestCode(engines);
        stop(engines, "SM2", ALL, "STOP");
        String later = capture.signUp(PHONE, "marketing");
        assertTrue(engines.messages.take().isEmpty(), "it is too early for another code");
        assertFalse(confirm.confirms(record, PHONE, code));
        assertFalse(confirm.confirms(later, PHONE, code));
        assertEquals(State.REQUESTED, state(engines, MARKETING));
    }

    @Test
    void aCodeForOnePurposeProvesNoOther() {
        Engines engines = new Engines(store(), clock);
        CaptureClient capture = new CaptureClient(engines);
        ConfirmClient confirm = new ConfirmClient(engines);
        stop(engines, "SM1", ALL, "STOP");
        String record = capture.signUp(PHONE, "marketing");
        String code = newestCode(engines);
        String other = capture.signUp(PHONE, "service");
        assertFalse(confirm.confirms(other, PHONE, code), "it came after the code");
        assertTrue(confirm.confirms(record, PHONE, code));
        assertFalse(confirm.confirms(other, PHONE, code));
        assertEquals(State.REQUESTED, state(engines, SERVICE));
        clock.advance(Duration.ofMinutes(2));
        capture.signUp(PHONE, "service");
        assertTrue(confirm.confirms(other, PHONE, newestCode(engines)), "the next code proves what was open then");
        assertEquals(State.GRANTED, state(engines, SERVICE));
    }

    @Test
    void anotherCodeProvesTheSameSignupAfterThePauseAndTheOldCodeNoMore() {
        Engines engines = new Engines(store(), clock);
        ConfirmClient confirm = new ConfirmClient(engines);
        stop(engines, "SM1", ALL, "STOP");
        String record = new CaptureClient(engines).signUp(PHONE, "marketing");
        String old = newestCode(engines);
        confirm.sendAgain(record, PHONE);
        assertTrue(engines.messages.take().isEmpty(), "it is too early");
        clock.advance(Duration.ofMinutes(11));
        confirm.sendAgain("0b6f4f0e-6c0a-4c1e-9d0b-2f6a3f1f7f55", PHONE);
        confirm.sendAgain(record, "+12025550124");
        assertTrue(engines.messages.take().isEmpty(), "no such signup of that number");
        long entries = store().history(contact(engines, PHONE).id().value(), null, 100)
                .items()
                .size();
        confirm.sendAgain(record, PHONE);
        String code = newestCode(engines);
        assertEquals(
                entries,
                store().history(contact(engines, PHONE).id().value(), null, 100)
                        .items()
                        .size(),
                "nobody agreed to anything anew");
        assertFalse(confirm.confirms(record, PHONE, old) && !old.equals(code));
        assertTrue(confirm.confirms(record, PHONE, code));
        assertEquals(State.GRANTED, state(engines, MARKETING));
        engines.messages.take();
        clock.advance(Duration.ofHours(1));
        confirm.sendAgain(record, PHONE);
        assertTrue(engines.messages.take().isEmpty(), "nothing waits any more");
    }

    @Test
    void afterANoNoOtherCodeIsSentForAnEarlierSignup() {
        Engines engines = new Engines(store(), clock);
        stop(engines, "SM1", ALL, "STOP");
        String record = new CaptureClient(engines).signUp(PHONE, "marketing");
        newestCode(engines);
        stop(engines, "SM2", MARKETING_ONLY, "STOP");
        clock.advance(Duration.ofMinutes(2));
        engines.messages.take();
        new ConfirmClient(engines).sendAgain(record, PHONE);
        assertTrue(engines.messages.take().isEmpty());
        assertEquals(State.WITHDRAWN, state(engines, MARKETING));
    }

    @Test
    void aNoToEverythingBindsAPurposeThatIsDeclaredLater() {
        stop(new Engines(store(), clock), "SM1", ALL, "STOP");
        Engines later = new Engines(store(), clock, PolicyWithEvents.read());
        String record = new CaptureClient(later).signUp(2, PHONE, "events");
        assertEquals(State.REQUESTED, state(later, EVENTS));
        assertTrue(new ConfirmClient(later).confirms(record, PHONE, newestCode(later)));
        assertEquals(State.GRANTED, state(later, EVENTS));
        new CaptureClient(later).signUp(2, PHONE, "service");
        assertEquals(State.REQUESTED, state(later, SERVICE), "it was proved for another purpose");
    }

    @Test
    void aNoToAFormerNameBindsTheNewOne() {
        stop(new Engines(store(), clock), "SM1", MARKETING_ONLY, "STOP");
        Engines other = new Engines(store(), clock, PolicyWithEvents.read());
        new CaptureClient(other).signUp(2, PHONE, "events");
        assertEquals(State.GRANTED, state(other, EVENTS), "the no was to marketing alone");
        stop(new Engines(store(), clock, PolicyWithEvents.read()), "SM2", MARKETING_ONLY, "STOP EVENTS");
        Policy renamed = PolicyWithEvents.renamed();
        Engines after = new Engines(store(), clock, renamed);
        new CaptureClient(after).signUp(3, PHONE, "readings");
        assertEquals(State.REQUESTED, state(after, new Purpose("readings")));
    }

    @Test
    void wordsThatMeanEverythingTakeBackEverythingWhateverTheSender() {
        for (String text : List.of("STOP ALL", "unsubscribe from everything", "delete my number", "wrong number")) {
            Engines engines = new Engines(store(), clock);
            String phone = "+120255501" + (30 + text.length());
            new CaptureClient(engines).signUp(phone, "marketing", "service");
            Message said = new InboundClient(engines)
                    .text("SM" + text.length(), phone, MARKETING_ONLY, text, null)
                    .orElseThrow();
            assertTrue(said.text().contains("all our messages"), said.text());
            Contact contact = contact(engines, phone);
            assertEquals(List.of(State.WITHDRAWN, State.WITHDRAWN), states(contact), text);
        }
    }

    @Test
    void aConfirmationSaysWhatStoppedInThePersonsLanguage() {
        Engines engines = new Engines(store(), clock);
        new CaptureClient(engines).signUpIn("de", PHONE, "marketing", "service");
        InboundClient inbound = new InboundClient(engines);
        String scoped = inbound.text("SM1", PHONE, MARKETING_ONLY, "STOP", null)
                .orElseThrow()
                .text();
        assertTrue(scoped.contains("abgemeldet von Neuigkeiten und Angebote"), scoped);
        String all = inbound.text("SM2", PHONE, ALL, "STOP", null).orElseThrow().text();
        assertTrue(all.contains("von allen unseren Nachrichten abgemeldet"), all);
    }

    @Test
    void aProvedYesIsConfirmedOnce() {
        Engines engines = new Engines(store(), clock);
        ConfirmClient confirm = new ConfirmClient(engines);
        InboundClient inbound = new InboundClient(engines);
        stop(engines, "SM1", ALL, "STOP");
        String record = new CaptureClient(engines).signUp(PHONE, "service");
        String code = newestCode(engines);
        assertTrue(confirm.confirms(record, PHONE, code));
        List<Message> sent = engines.messages.take();
        assertEquals(1, sent.size());
        assertTrue(
                sent.get(0).text().contains("you agreed to Your orders"),
                sent.get(0).text());
        assertTrue(confirm.confirms(record, PHONE, code), "told again");
        assertTrue(engines.messages.take().isEmpty());
        inbound.text("SM2", PHONE, MARKETING_ONLY, "START", null);
        clock.advance(Duration.ofSeconds(1));
        String said = inbound.text("SM3", PHONE, MARKETING_ONLY, "YES", null)
                .orElseThrow()
                .text();
        assertTrue(said.contains("you agreed to News and offers"), said);
        assertTrue(inbound.text("SM3", PHONE, MARKETING_ONLY, "YES", null).isEmpty());
    }

    @Test
    void aQuestionDoesNotOutliveANoThatCameWhileItWentOut() {
        Store between = new ForwardingStore(store()) {
            private boolean stopped;

            @Override
            public List<Long> count(List<Counter> counters) {
                if (!stopped) {
                    stopped = true;
                    new InboundClient(new Engines(store(), clock)).text("SM2", PHONE, ALL, "STOP", null);
                }
                return super.count(counters);
            }
        };
        Engines engines = new Engines(between, clock);
        assertTrue(new InboundClient(engines)
                .text("SM1", PHONE, MARKETING_ONLY, "START", null)
                .isEmpty());
        clock.advance(Duration.ofSeconds(1));
        new InboundClient(engines).text("SM3", PHONE, MARKETING_ONLY, "YES", null);
        assertEquals(State.WITHDRAWN, state(engines, MARKETING));
    }

    @Test
    void aProvidersClockThatIsAheadDoesNotPutANoIntoTheFuture() {
        Engines engines = new Engines(store(), clock);
        InboundClient inbound = new InboundClient(engines);
        for (String time : List.of("2046-11-23T10:01:00Z", "2046-11-23T18:00:00Z", "2099-01-01T00:00:00Z")) {
            inbound.text("SM-stop" + time, PHONE, ALL, "STOP", Instant.parse(time));
            assertEquals(
                    clock.instant(),
                    contact(engines, PHONE).optOutOfEverything().at(),
                    time);
            clock.advance(Duration.ofSeconds(1));
            inbound.text("SM-start" + time, PHONE, MARKETING_ONLY, "START", null);
            clock.advance(Duration.ofSeconds(1));
            inbound.text("SM-yes" + time, PHONE, MARKETING_ONLY, "YES", null);
            assertEquals(State.GRANTED, state(engines, MARKETING), time);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void aConsentIsProvedAfterOurOwnClockWasSetRight() {
        Engines engines = new Engines(store(), clock);
        clock.advance(Duration.ofDays(1000));
        stop(engines, "SM1", ALL, "STOP");
        new CaptureClient(engines).signUp(PHONE, "marketing");
        String old = newestCode(engines);
        clock.advance(Duration.ofDays(-1000));
        String record = new CaptureClient(engines).signUp(PHONE, "marketing");
        String code = newestCode(engines);
        assertNotEquals(old, code);
        assertTrue(new ConfirmClient(engines).confirms(record, PHONE, code));
        assertEquals(State.GRANTED, state(engines, MARKETING));
        stop(engines, "SM2", ALL, "STOP");
        assertEquals(State.WITHDRAWN, state(engines, MARKETING));
    }

    private void stop(Engines engines, String id, String to, String text) {
        new InboundClient(engines).text(id, PHONE, to, text, null);
        clock.advance(Duration.ofSeconds(1));
    }

    private static String newestCode(Engines engines) {
        List<Message> sent = engines.messages.take();
        assertFalse(sent.isEmpty(), "no code went out");
        Matcher code = CODE.matcher(sent.get(sent.size() - 1).text());
        assertTrue(code.find(), "no code in the message");
        return code.group();
    }

    private Contact contact(Engines engines, String phone) {
        return store().load(List.of(engines.index.contactId(PhoneNumber.ofCanonical(phone))))
                .get(0);
    }

    private static List<State> states(Contact contact) {
        return contact.sorted().values().stream().map(Consent::state).toList();
    }

    private State state(Engines engines, Purpose purpose) {
        Consent consent = contact(engines, PHONE).consent(purpose);
        assertTrue(consent != null, "no consent for " + purpose);
        return consent.state();
    }
}
