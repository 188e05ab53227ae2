package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.capture.CaptureClient;
import dev.ringlock.confirm.ConfirmClient;
import dev.ringlock.consent.Contact;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.links.PageCodesClient;
import dev.ringlock.message.Message;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policies;
import dev.ringlock.steps.PreferenceLinks;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Counter;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits hold messages back and keep guessers away, on every store: they tell nothing and lock nobody out. */
public abstract class LimitsContract {

    private static final String ALL = "+12025550101";
    private static final String PHONE = "+12025550123";
    private static final String STRANGER = "198.51.100.7";
    private static final String MADE_UP = "0b6f4f0e-6c0a-4c1e-9d0b-2f6a3f1f7f55";
    private static final Map<String, Integer> EXAMPLE =
            Map.of("perNumber", 20, "perRange", 200, "perCountry", 1000, "overall", 5000);
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    protected final TestClock clock = new TestClock();
    private int messages;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @ParameterizedTest
    @ValueSource(strings = {"perRange", "perCountry", "overall"})
    void aSharedLimitTellsNothingOfWhatIsStoredForANeighbour(String limit) {
        Engines engines = limited(limit, 6);
        List<String> neighbours = List.of("+12025550130", "+12025550131", "+12025550132", "+12025550133");
        new CaptureClient(engines).signUp(neighbours.get(1), "marketing");
        stop(engines, neighbours.get(2));
        stop(engines, neighbours.get(3));
        clock.advance(Duration.ofHours(1));
        new CaptureClient(engines).signUp(neighbours.get(3), "marketing");
        for (int i = 0; i < neighbours.size(); i++) {
            assertTrue(reaches(engines, neighbours.get(i), 5, "+1202555014" + i), "within the limit, neighbour " + i);
            assertFalse(reaches(engines, neighbours.get(i), 6, "+1202555015" + i), "over the limit, neighbour " + i);
        }
    }

    /** Whether a code reaches a phone after that many requests for its neighbour, in a window of their own. */
    private boolean reaches(Engines engines, String neighbour, int requests, String phone) {
        stop(engines, phone);
        clock.advance(Duration.ofHours(1));
        CaptureClient capture = new CaptureClient(engines);
        for (int i = 0; i < requests; i++) {
            capture.signUpFrom("198.51.100." + i, neighbour, "marketing");
        }
        engines.messages.take();
        capture.signUp(phone, "marketing");
        return !engines.messages.take().isEmpty();
    }

    @Test
    void theNumbersOwnLimitHoldsBackACallersCodesAndNobodyElses() {
        Engines engines = limited("perNumber", 3);
        CaptureClient capture = new CaptureClient(engines);
        stop(engines, PHONE);
        for (int i = 0; i < 3; i++) {
            capture.signUpFrom(STRANGER, PHONE, "marketing");
        }
        clock.advance(Duration.ofMinutes(2));
        engines.messages.take();
        capture.signUpFrom(STRANGER, PHONE, "marketing");
        assertEquals(List.of(), engines.messages.take(), "the stranger's fourth");
        capture.signUp(PHONE, "marketing");
        assertEquals(1, engines.messages.take().size(), "the owner's first");
        clock.advance(Duration.ofSeconds(1));
        assertTrue(new InboundClient(engines)
                .text("SM-help", PHONE, ALL, "HELP", null)
                .isPresent());
    }

    @Test
    void whatIsHeldBackUsesUpNoPauseOfTheNumber() {
        Engines engines = limited("perRange", 1);
        CaptureClient capture = new CaptureClient(engines);
        stop(engines, PHONE);
        clock.advance(Duration.ofHours(1));
        capture.signUpFrom(STRANGER, "+12025550130", "marketing");
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(6));
            capture.signUp(PHONE, "marketing");
        }
        assertEquals(List.of(), engines.messages.take());
        clock.advance(Duration.ofMinutes(30));
        String record = capture.signUp(PHONE, "marketing");
        assertTrue(new ConfirmClient(engines).confirms(record, PHONE, newestCode(engines)));
    }

    @Test
    void whateverOthersGuessTheRightCodeFromThePhoneWorks() {
        Engines engines = new Engines(store(), clock);
        CaptureClient capture = new CaptureClient(engines);
        ConfirmClient confirm = new ConfirmClient(engines);
        stop(engines, PHONE);
        clock.advance(Duration.ofSeconds(1));
        String strangers = capture.signUpFrom(STRANGER, PHONE, "marketing");
        clock.advance(Duration.ofMinutes(2));
        String record = capture.signUp(PHONE, "marketing");
        String code = newestCode(engines);
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 60; i++) {
            assertFalse(confirm.confirms(MADE_UP, PHONE, wrong, STRANGER));
            assertFalse(confirm.confirms(strangers, PHONE, wrong, "198.51.100." + i));
        }
        for (int i = 0; i < 60; i++) {
            assertFalse(confirm.confirms(MADE_UP, PHONE, wrong), "from the owner's own address");
        }
        assertTrue(confirm.confirms(record, PHONE, code));
    }

    @Test
    void aRecordHasFiveTriesFromAllAddressesTogether() {
        Engines engines = new Engines(store(), clock);
        ConfirmClient confirm = new ConfirmClient(engines);
        stop(engines, PHONE);
        clock.advance(Duration.ofSeconds(1));
        String record = new CaptureClient(engines).signUp(PHONE, "marketing");
        String code = newestCode(engines);
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertFalse(confirm.confirms(record, PHONE, wrong, "198.51.100." + i));
        }
        assertFalse(confirm.confirms(record, PHONE, code));
    }

    @Test
    void aTryThatFailsMakesTheSameCallsWhateverIsStored() {
        List<String> calls = new ArrayList<>();
        Engines engines = new Engines(noting(calls), clock);
        CaptureClient capture = new CaptureClient(engines);
        ConfirmClient confirm = new ConfirmClient(engines);
        String agreed = capture.signUp("+12025550131", "marketing");
        stop(engines, "+12025550132");
        stop(engines, PHONE);
        clock.advance(Duration.ofSeconds(1));
        String waits = capture.signUp(PHONE, "marketing");
        String code = newestCode(engines);
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (String record : List.of(MADE_UP, agreed, waits)) {
            for (String number : List.of("+12025550130", "+12025550131", "+12025550132", PHONE)) {
                calls.clear();
                assertFalse(confirm.confirms(record, number, wrong));
                assertEquals(List.of("count 3", "load"), calls, "record " + record + " of " + number);
            }
        }
        calls.clear();
        assertFalse(confirm.confirms(MADE_UP, PHONE, code));
        assertEquals(List.of("count 3", "load"), calls, "the right code, and no record of it");
    }

    @Test
    void askingForAnotherCodeMakesTheSameCallsWhateverIsStored() {
        List<String> calls = new ArrayList<>();
        Engines engines = new Engines(noting(calls), clock);
        CaptureClient capture = new CaptureClient(engines);
        String agreed = capture.signUp("+12025550131", "marketing");
        stop(engines, "+12025550132");
        stop(engines, PHONE);
        clock.advance(Duration.ofSeconds(1));
        String waits = capture.signUp(PHONE, "marketing");
        clock.advance(Duration.ofMinutes(2));
        engines.messages.take();
        for (String record : List.of(MADE_UP, agreed, waits)) {
            for (String number : List.of("+12025550130", "+12025550131", "+12025550132", PHONE)) {
                calls.clear();
                new ConfirmClient(engines).sendAgain(record, number);
                assertEquals(List.of("count 2", "count 4", "load", "commit"), calls, record + " of " + number);
            }
        }
        assertEquals(1, engines.messages.take().size(), "one signup waited");
    }

    @Test
    void askingForOnesPageMakesTheSameCallsWhateverIsStored() {
        List<String> calls = new ArrayList<>();
        Engines engines = new Engines(noting(calls), clock);
        PageCodesClient pages = new PageCodesClient(engines);
        new CaptureClient(engines).signUp("+12025550131", "marketing");
        stop(engines, "+12025550132");
        engines.messages.take();
        List<Integer> sent = new ArrayList<>();
        for (String number : List.of("+12025550130", "+12025550131", "+12025550132")) {
            calls.clear();
            pages.ask(MADE_UP, number);
            assertEquals(List.of("count 2", "count 4", "count 1", "load", "commit"), calls, number);
            sent.add(engines.messages.take().size());
            calls.clear();
            assertTrue(pages.open(MADE_UP, number, "000000").isEmpty());
            assertEquals(List.of("count 3", "recall"), calls, number);
        }
        assertEquals(List.of(0, 1, 1), sent, "unknown, known, opted out");
    }

    @Test
    void aNumberGetsCodesForItsPageWithPausesOfAtMostFiveMinutes() {
        Engines engines = new Engines(store(), clock);
        PageCodesClient pages = new PageCodesClient(engines);
        new CaptureClient(engines).signUp(PHONE, "marketing");
        engines.messages.take();
        List<Integer> sent = new ArrayList<>();
        for (int minutes : List.of(0, 0, 1, 1, 4, 30)) {
            clock.advance(Duration.ofMinutes(minutes));
            pages.ask(MADE_UP, PHONE, "198.51.100." + sent.size());
            sent.add(engines.messages.take().size());
        }
        assertEquals(List.of(1, 0, 1, 0, 1, 1), sent, "for all callers together");
    }

    @Test
    void aRequestForOnesPageHasFiveTriesAndItsCodeOpensThePageOnce() {
        Engines engines = new Engines(store(), clock);
        PageCodesClient pages = new PageCodesClient(engines);
        new CaptureClient(engines).signUp(PHONE, "marketing");
        pages.ask(MADE_UP, PHONE);
        String code = newestCode(engines);
        String wrong = code.equals("000000") ? "000001" : "000000";
        assertTrue(pages.open(MADE_UP, PHONE, wrong).isEmpty());
        assertTrue(pages.open("another", PHONE, code).isEmpty(), "of another request");
        assertTrue(pages.open(MADE_UP, "+12025550124", code).isEmpty(), "of another number");
        String token = pages.open(MADE_UP, PHONE, code).orElseThrow();
        assertEquals(1, PreferenceLinks.contacts(store(), token).size());
        assertTrue(pages.open(MADE_UP, PHONE, code).isEmpty(), "it was used");
        clock.advance(Duration.ofMinutes(5));
        pages.ask("other", PHONE);
        String next = newestCode(engines);
        String miss = next.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertTrue(pages.open("other", PHONE, miss).isEmpty());
        }
        assertTrue(pages.open("other", PHONE, next).isEmpty(), "five tries, and no more");
    }

    @Test
    void aCodeForThePageWorksForTenMinutes() {
        Engines engines = new Engines(store(), clock);
        PageCodesClient pages = new PageCodesClient(engines);
        new CaptureClient(engines).signUp(PHONE, "marketing");
        pages.ask(MADE_UP, PHONE);
        String code = newestCode(engines);
        clock.advance(Duration.ofMinutes(10));
        assertTrue(pages.open(MADE_UP, PHONE, code).isEmpty());
    }

    @Test
    void aCodeForThePageProvesNoConsentAndTheOtherWayRound() {
        Engines engines = new Engines(store(), clock);
        PageCodesClient pages = new PageCodesClient(engines);
        stop(engines, PHONE);
        clock.advance(Duration.ofSeconds(1));
        String record = new CaptureClient(engines).signUp(PHONE, "marketing");
        String ofSignup = newestCode(engines);
        pages.ask(record, PHONE);
        String ofPage = newestCode(engines);
        assertTrue(pages.open(record, PHONE, ofSignup).isEmpty() || ofSignup.equals(ofPage));
        assertFalse(new ConfirmClient(engines).confirms(record, PHONE, ofPage) && !ofSignup.equals(ofPage));
        assertTrue(new ConfirmClient(engines).confirms(record, PHONE, ofSignup));
        assertTrue(pages.open(record, PHONE, ofPage).isPresent());
    }

    private Engines limited(String limit, int tries) {
        String before = limit + ": {tries: " + EXAMPLE.get(limit) + ", per: PT1H}";
        return new Engines(store(), clock, Policies.replacing(before, limit + ": {tries: " + tries + ", per: PT1H}"));
    }

    private void stop(Engines engines, String number) {
        new InboundClient(engines).text("SM" + messages++, number, ALL, "STOP", null);
    }

    private ForwardingStore noting(List<String> calls) {
        return new ForwardingStore(store()) {
            @Override
            public List<Contact> load(List<ContactId> ids) {
                calls.add("load");
                return super.load(ids);
            }

            @Override
            public CommitResult commit(Commit commit) {
                calls.add("commit");
                return super.commit(commit);
            }

            @Override
            public Optional<GuardRow> recall(String name) {
                calls.add("recall");
                return super.recall(name);
            }

            @Override
            public List<Long> count(List<Counter> counters) {
                calls.add("count " + counters.size());
                return super.count(counters);
            }
        };
    }

    private static String newestCode(Engines engines) {
        List<Message> sent = engines.messages.take();
        Matcher code = CODE.matcher(sent.get(sent.size() - 1).text());
        assertTrue(code.find(), "no code in the message");
        return code.group();
    }
}
