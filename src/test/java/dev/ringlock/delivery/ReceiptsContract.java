package dev.ringlock.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Failures;
import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.delivery.ToldReceipts.ToldReceipt;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.Request;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.inbound.InboundLines;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.DeliveryOutcome;
import dev.ringlock.provider.Requests;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.VerifiedWebhooks;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.provider.all.Providers;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Counter;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What receipts do, whichever function they come to, late, twice and in any order, on every store. */
public abstract class ReceiptsContract {

    private static final String PHONE = "+12025550123";
    private static final String MARKETING_ONLY = "+12025550100";
    private static final String ALL = "+12025550101";
    private static final String SECRET = "sixteen-or-more-characters";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");

    protected final TestClock clock = new TestClock();

    private final List<String> logged = new ArrayList<>();
    private @Nullable Engines engines;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    static List<String> providers() {
        return ToldReceipts.providers().toList();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void eachOutcomeOfEachProviderDoesWhatItSays(String provider) {
        signUp(PHONE);
        ToldReceipts.words(provider).forEach((outcome, words) -> {
            Contact before = contact(PHONE);
            clock.advance(Duration.ofDays(2));
            deliver(receipt(provider, outcome.id(), words, clock.instant()));
            Contact after = contact(PHONE);
            Failures failures = after.quality().failures();
            switch (outcome) {
                case UNDERWAY, OTHER -> assertEquals(before, after, words);
                case ACCEPTED ->
                    assertTrue(after.version() == before.version() || failures.equals(Failures.NONE), words);
                case SUCCESS -> {
                    assertEquals(Failures.NONE, failures, words);
                    assertEquals(clock.instant(), after.quality().activeAt(), words);
                }
                case SOFT -> assertEquals(before.quality().failures().soft() + 1, failures.soft(), words);
                case HARD -> assertTrue(failures.hard().contains(clock.instant()), words);
                case BLOCK -> assertEquals(clock.instant().plus(Failures.BLOCKED_FOR), failures.blockedUntil(), words);
                case OPT_OUT -> {
                    assertEquals(State.WITHDRAWN, after.state(MARKETING), words);
                    assertEquals(State.GRANTED, after.state(SERVICE), words);
                    signUpAgain();
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whicheverFunctionAReceiptComesToItDoesTheSame(String provider) {
        signUp(PHONE);
        signUp("+12025550130");
        ToldReceipts.words(provider).forEach((outcome, words) -> {
            clock.advance(Duration.ofDays(1));
            ToldReceipt told = receipt(provider, outcome.id(), words, clock.instant());
            deliver(told);
            new InboundClient(on()).tell(ToldReceipts.webhook(told.to("+12025550130")));
            assertEquals(contact(PHONE).quality(), contact("+12025550130").quality(), words);
            assertEquals(
                    contact(PHONE).state(MARKETING), contact("+12025550130").state(MARKETING), words);
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aReceiptThatIsToldTwiceCountsOnce(String provider) {
        signUp(PHONE);
        ToldReceipts.words(provider).forEach((outcome, words) -> {
            clock.advance(Duration.ofDays(1));
            ToldReceipt told = receipt(provider, "twice-" + outcome.id(), words, clock.instant());
            deliver(told);
            Contact once = contact(PHONE);
            for (int again = 0; again < 3; again++) {
                clock.advance(Duration.ofHours(20));
                deliver(told);
            }
            assertEquals(once, contact(PHONE), words);
        });
    }

    /** One batch has several phones, and one message may fail in several ways. */
    @Test
    void theIdOfABatchIsNotOnePhonesOrOneOutcomes() {
        signUp(PHONE);
        signUp("+12025550130");
        deliver(receipt("sinch", "batch", "Failed 404", clock.instant()));
        new DeliveryClient(on()).tell(VerifiedWebhooks.json("sinch", """
                {"type": "delivery_report_sms", "batch_id": "batch", "total_message_count": 2, "statuses": [
                  {"code": 404, "status": "Failed", "count": 2, "recipients": ["12025550123", "12025550130"]},
                  {"code": 402, "status": "Failed", "count": 1, "recipients": ["12025550130"]}]}"""));
        assertEquals(1, failures(PHONE).soft());
        assertEquals(1, failures("+12025550130").soft());
        assertEquals(1, failures("+12025550130").hard().size());
    }

    @Test
    void withoutAnIdAReceiptIsKnownByAllThatItTells() {
        signUp(PHONE);
        Instant at = clock.instant().plusSeconds(1);
        clock.advance(Duration.ofDays(1));
        for (int again = 0; again < 3; again++) {
            deliver(receipt("sinch", "", "Failed 404", at));
        }
        deliver(receipt("sinch", "", "Failed 404", at.plusSeconds(1)));
        assertEquals(2, failures(PHONE).soft());
    }

    /** Whatever order they come in, and however often, what counts is when they happened. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrderOfReceiptsChangesNothing(long seed) {
        signUp(PHONE);
        Instant begin = clock.instant();
        List<ToldReceipt> all = new ArrayList<>();
        for (int hour = 1; hour <= 12; hour++) {
            String words = hour % 5 == 0 ? "TEXT_DELIVERED" : "TEXT_INVALID";
            all.add(receipt("aws", "m" + hour, words, begin.plus(Duration.ofHours(hour))));
        }
        all.addAll(List.copyOf(all));
        Collections.shuffle(all, new Random(seed));
        clock.advance(Duration.ofHours(72));
        all.forEach(this::deliver);
        assertEquals(begin.plus(Duration.ofHours(10)), contact(PHONE).quality().activeAt());
        assertEquals(
                List.of(begin.plus(Duration.ofHours(11)), begin.plus(Duration.ofHours(12))),
                failures(PHONE).hard());
    }

    @Test
    void aFailureFromBeforeTheLastSuccessOrReplyChangesNothingThoughItIsThreeDaysLate() {
        signUp(PHONE);
        Instant failed = clock.instant().plus(Duration.ofHours(2));
        clock.advance(Duration.ofHours(1));
        deliver(receipt("telnyx", "1", "delivered", clock.instant()));
        clock.advance(Duration.ofHours(2));
        // the second within a day
        new InboundClient(on()).text("SM1", PHONE, ALL, "thanks", null);
        clock.advance(Duration.ofHours(72));
        Contact before = contact(PHONE);
        deliver(receipt("telnyx", "2", "delivery_failed 40001", failed));
        assertEquals(before, contact(PHONE));
        deliver(receipt("telnyx", "3", "delivery_failed 40001", failed.plus(Duration.ofHours(2))));
        assertEquals(1, failures(PHONE).hard().size());
    }

    /** A success that comes late does not take back what failed after it. */
    @Test
    void aLateSuccessResetsWhatFailedBeforeIt() {
        signUp(PHONE);
        Instant begin = clock.instant();
        clock.advance(Duration.ofDays(3));
        for (int hour : List.of(1, 3, 5)) {
            deliver(receipt("vonage", "m" + hour, "undeliverable 9", begin.plus(Duration.ofHours(hour))));
        }
        deliver(receipt("vonage", "m4", "delivered", begin.plus(Duration.ofHours(4))));
        assertEquals(new Failures(List.of(), 1, hour(begin, 5), hour(begin, 5), null), failures(PHONE));
        deliver(receipt("vonage", "m6", "delivered", begin.plus(Duration.ofHours(6))));
        assertEquals(Failures.NONE, failures(PHONE));
    }

    private static Instant hour(Instant begin, int hours) {
        return begin.plus(Duration.ofHours(hours));
    }

    /** A provider's clock may be ahead. */
    @Test
    void nothingHappensLaterThanItsReceipt() {
        signUp(PHONE);
        clock.advance(Duration.ofDays(1));
        deliver(receipt("vonage", "1", "delivered", clock.instant().plus(Duration.ofDays(30))));
        assertEquals(clock.instant(), contact(PHONE).quality().activeAt());
        clock.advance(Duration.ofDays(1));
        deliver(receipt("sinch", "2", "Rejected 402", clock.instant().plus(Duration.ofDays(30))));
        assertEquals(List.of(clock.instant()), failures(PHONE).hard());
    }

    @Test
    void twoFailuresForGoodEndTheConsentAtTheNextPurgeAndAReplyBetweenThemKeepsIt() {
        signUp(PHONE);
        clock.advance(Duration.ofDays(1));
        deliver(receipt("twilio", "SM1", "undelivered 30005", null));
        assertFalse(isDead(PHONE));
        clock.advance(Duration.ofDays(1));
        new InboundClient(on()).text("SM9", PHONE, ALL, "thanks", null);
        deliver(receipt("twilio", "SM2", "undelivered 30005", null));
        assertFalse(isDead(PHONE));
        clock.advance(Duration.ofDays(1));
        deliver(receipt("twilio", "SM3", "undelivered 30005", null));
        assertTrue(isDead(PHONE));
    }

    private boolean isDead(String number) {
        return failures(number).deadSince(on().policy.retention().quality().dead()) != null;
    }

    /** A carrier takes messages to dead phones too. */
    @Test
    void thatACarrierTookAMessageIsAWeakSignOfLife() {
        signUp(PHONE);
        clock.advance(Duration.ofDays(1));
        deliver(receipt("aws", "1", "TEXT_SUCCESSFUL", clock.instant()));
        assertEquals(clock.instant(), contact(PHONE).quality().activeAt());
        clock.advance(Duration.ofDays(1));
        deliver(receipt("aws", "2", "TEXT_INVALID", clock.instant()));
        clock.advance(Duration.ofDays(1));
        deliver(receipt("aws", "3", "TEXT_SUCCESSFUL", clock.instant()));
        assertEquals(1, failures(PHONE).hard().size());
    }

    /** AWS tells of a failure that may still become a success. */
    @Test
    void aFailureThatIsNotFinalIsNone() {
        signUp(PHONE);
        Contact before = contact(PHONE);
        String event = new String(
                        ToldReceipts.webhook(receipt("aws", "1", "TEXT_CARRIER_UNREACHABLE", clock.instant()))
                                .body(),
                        StandardCharsets.UTF_8)
                .replace("\\\"isFinal\\\":true", "\\\"isFinal\\\":false");
        assertTrue(event.contains("false"), event);
        new DeliveryClient(on()).tell(VerifiedWebhooks.json("aws", event));
        assertEquals(before, contact(PHONE));
    }

    @ParameterizedTest
    @CsvSource({
        "twilio, undelivered 99999, SOFT",
        "twilio, undelivered 30453, SOFT",
        "twilio, undelivered, SOFT",
        "twilio, hologram 30006, UNDERWAY",
        "telnyx, delivery_failed 1, SOFT",
        "telnyx, hologram, UNDERWAY",
        "sinch, Failed 999, SOFT",
        "sinch, Unknown 999, UNDERWAY",
        "aws, TEXT_HOLOGRAM, UNDERWAY",
        "infobip, UNDELIVERABLE 9999, SOFT",
        "plivo, failed 9999, SOFT",
        "generic, hologram, UNDERWAY",
    })
    void anUnknownCodeOfAFailureIsOneForNowAndAnUnknownStateIsNothing(
            String provider, String words, DeliveryOutcome outcome) {
        signUp(PHONE);
        deliver(receipt(provider, "1", words, clock.instant()));
        assertEquals(outcome == DeliveryOutcome.SOFT ? 1 : 0, failures(PHONE).soft());
        assertEquals(List.of(), failures(PHONE).hard());
        assertEquals(List.of(), logged, "it is known, though it says nothing");
    }

    @ParameterizedTest
    @CsvSource({"twilio, failed 21610", "telnyx, sending_failed 40300", "plivo, failed 200", "generic, opted_out"})
    void anOptOutAtTheProviderIsAWithdrawalOfWhatTheSenderStandsFor(String provider, String words) {
        signUp(PHONE);
        clock.advance(Duration.ofMinutes(1));
        deliver(receipt(provider, "m1", words, clock.instant().minusSeconds(30)));
        assertEquals(State.WITHDRAWN, contact(PHONE).state(MARKETING));
        assertEquals(State.GRANTED, contact(PHONE).state(SERVICE));
        assertNull(contact(PHONE).quality().activeAt(), "the phone did nothing");
        List<Entry> history =
                store().history(contact(PHONE).id().value(), null, 10).items();
        Entry last = history.get(history.size() - 1);
        assertEquals(Event.WITHDRAWN, last.event());
        assertEquals(clock.instant(), last.at(), "a no counts from its receipt");
        assertEquals(
                List.of("provider_block_list", provider, "m1"),
                List.of(
                        last.fields().get("method"),
                        last.fields().get("provider"),
                        last.fields().get("message_id")));
        long version = contact(PHONE).version();
        deliver(receipt(provider, "m1", words, clock.instant().minusSeconds(30)));
        assertEquals(version, contact(PHONE).version(), "told twice");
    }

    @Test
    void anOptOutOfANumberThatIsNotOnFileIsStoredAndBinds() {
        deliver(receipt("twilio", "SM1", "failed 21610", null).from(ALL));
        assertEquals(State.WITHDRAWN, contact(PHONE).state(MARKETING));
        assertNotNull(contact(PHONE).optOutOfEverything());
        clock.advance(Duration.ofMinutes(1));
        signUp(PHONE);
        assertEquals(State.REQUESTED, contact(PHONE).state(MARKETING), "only the phone itself opts in again");
    }

    @Test
    void anOptOutFromASenderThatThePolicyDoesNotKnowIsOneFromEverything() {
        signUp(PHONE);
        clock.advance(Duration.ofMinutes(1));
        for (String sender : List.of("", "HARBOUR", "+12025550142")) {
            deliver(receipt("twilio", "SM" + sender, "failed 21610", null).from(sender));
            assertNotNull(contact(PHONE).optOutOfEverything(), sender);
            assertEquals(State.WITHDRAWN, contact(PHONE).state(SERVICE), sender);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aReceiptIsOneReadAndAtMostOneTransactionAndNoCallToTheKeyEngine(String provider) {
        signUp(PHONE);
        AtomicInteger loads = new AtomicInteger();
        AtomicInteger commits = new AtomicInteger();
        Engines counted = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public List<Contact> load(List<ContactId> ids) {
                        loads.incrementAndGet();
                        return super.load(ids);
                    }

                    @Override
                    public DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets) {
                        loads.incrementAndGet();
                        return super.decisionRows(contacts, budgets);
                    }

                    @Override
                    public CommitResult commit(Commit commit) {
                        commits.incrementAndGet();
                        return super.commit(commit);
                    }

                    @Override
                    public List<Long> count(List<Counter> counters) {
                        throw new AssertionError("a receipt counts nothing");
                    }
                },
                clock);
        counted.index.contactId(PhoneNumber.ofCanonical(PHONE));
        counted.index.guardName("warm");
        counted.keys.takeCalls();
        ToldReceipts.words(provider).forEach((outcome, words) -> {
            clock.advance(Duration.ofDays(2));
            VerifiedWebhook webhook = ToldReceipts.webhook(receipt(provider, outcome.id(), words, clock.instant()));
            new DeliveryClient(counted).tell(webhook);
            assertTrue(loads.getAndSet(0) <= 1, words);
            assertTrue(commits.getAndSet(0) <= 1, words);
            assertEquals(0, counted.keys.takeCalls(), words);
        });
    }

    /** A place in the caps was taken for a message that did not arrive. */
    @ParameterizedTest
    @MethodSource("providers")
    void aFailureGivesBackThePlaceOfTheDecisionThatItsReferenceNames(String provider) {
        ContactId contact = contact(PHONE).id();
        signUp(PHONE);
        ToldReceipts.words(provider).forEach((outcome, words) -> {
            clock.advance(Duration.ofDays(1));
            take(contact, "d-" + outcome.id());
            ToldReceipt told = receipt(provider, outcome.id(), words, clock.instant());
            deliver(told.reference("d-another"));
            assertEquals(List.of("d-0", "d-" + outcome.id()), places(contact), words);
            for (int again = 0; again < 2; again++) {
                deliver(told.reference("d-" + outcome.id()));
                assertEquals(
                        outcome.isFailure() ? List.of("d-0") : List.of("d-0", "d-" + outcome.id()),
                        places(contact),
                        words);
            }
        });
    }

    /** Of this decision and one more. */
    private void take(ContactId contact, String decision) {
        Budget now = store().decisionRows(List.of(), List.of(contact)).budgets().get(0);
        Instant end = clock.instant().plus(Duration.ofDays(30));
        Budget one = new Budget(contact, now.version(), List.of()).with(place("d-0"), clock.instant());
        assertTrue(store().spend(one, end));
        assertTrue(store().spend(one.with(place(decision), clock.instant()), end));
    }

    private BudgetPlace place(String decision) {
        return new BudgetPlace(decision, clock.instant(), MARKETING, Channel.SMS, "");
    }

    private List<String> places(ContactId contact) {
        return store().decisionRows(List.of(), List.of(contact)).budgets().get(0).places().stream()
                .map(BudgetPlace::decisionId)
                .toList();
    }

    /** What is not proved is refused. What cannot be read is taken, and what cannot be stored is to be sent again. */
    @Test
    void theAnswerSaysWhetherItIsToBeSentAgain() {
        signUp(PHONE);
        Engines broken = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public CommitResult commit(Commit commit) {
                        throw new StoreUnavailableException("it is gone");
                    }
                },
                clock);
        String failed = new String(
                ToldReceipts.webhook(receipt("infobip", "1", "UNDELIVERABLE true", clock.instant()))
                        .body(),
                StandardCharsets.UTF_8);
        assertEquals(403, status(on(), "guessed", failed));
        assertEquals(503, status(broken, SECRET, failed));
        assertEquals(List.of(), failures(PHONE).hard());
        assertEquals(200, status(on(), SECRET, failed));
        assertEquals(1, failures(PHONE).hard().size());
        for (String unreadable : List.of("", "{", "[]", "{\"results\":[7]}", "{\"results\":{}}", "a=b")) {
            assertEquals(200, status(on(), SECRET, unreadable), unreadable);
        }
    }

    private int status(Engines engines, String secret, String body) {
        String settings = "{\"publicUrl\": \"https://ringlock.example.com\", \"infobip\":"
                + " {\"header\": \"X-Secret\", \"values\": [\"" + SECRET + "\"]}}";
        WebhookSettings set = WebhookSettings.parse(settings, Providers.ALL);
        Request post = Requests.post(
                "https://ringlock.example.com/v1/delivery/infobip", Requests.JSON, body, Map.of("x-secret", secret));
        Request request = new Request(
                post.method(),
                post.path(),
                "",
                Map.of(),
                post.headers(),
                post.body(),
                post.caller(),
                Map.of(),
                "/v1/delivery/{provider}",
                Map.of("provider", "infobip"));
        DeliveryFunction function =
                new DeliveryClient(engines).behind(new Webhooks(() -> set, clock, address -> Optional.empty()));
        return Endpoint.guarded(() -> function.answer(request), Answers::problem)
                .getStatusCode();
    }

    @Test
    void aPersonsMessageThatComesHereIsNotLost() {
        signUp(PHONE);
        clock.advance(Duration.ofMinutes(1));
        tell(VerifiedWebhooks.form("twilio", "MessageSid=SM1&From=%2B12025550123&To=%2B12025550100&Body=thanks"));
        assertEquals(clock.instant(), contact(PHONE).quality().activeAt(), "a sign of life");
        tell(VerifiedWebhooks.form(
                "twilio", "MessageSid=SM2&From=%2B12025550123&To=%2B12025550100&Body=please+don%27t+stop"));
        assertNotNull(contact(PHONE).hold(), "perhaps an opt-out");
        assertEquals(List.of(), contact(PHONE).hold().messages(), "its text is not kept");
        clock.advance(Duration.ofMinutes(1));
        tell(VerifiedWebhooks.form("twilio", "MessageSid=SM3&From=%2B12025550123&To=%2B12025550100&Body=STOP"));
        assertEquals(State.WITHDRAWN, contact(PHONE).state(MARKETING));
        assertEquals(State.GRANTED, contact(PHONE).state(SERVICE));
        tell(VerifiedWebhooks.form("twilio", "MessageSid=SM4&From=%2B12025550123&To=%2B12025550100&Body=START"));
        assertEquals(State.WITHDRAWN, contact(PHONE).state(MARKETING), "nobody is asked from here");
        assertEquals(List.of(), on().messages.take(), "nobody is answered from here");
        assertEquals(Collections.nCopies(4, "delivery: misdirected 1"), logged);
    }

    @Test
    void whatCannotBeReadIsCountedAndSearchedForAnOptOut() {
        signUp(PHONE);
        tell(VerifiedWebhooks.json("telnyx", "{\"kind\":\"hologram\"}"));
        assertNull(contact(PHONE).hold());
        tell(VerifiedWebhooks.json("telnyx", "{\"from\":\"+12025550123\",\"x\":\"STOP\"}"));
        assertNotNull(contact(PHONE).hold());
        assertEquals(Collections.nCopies(2, "delivery: unreadable 1"), logged);
    }

    @Test
    void aReceiptOfNoPhoneDoesNothing() {
        deliver(receipt("twilio", "1", "failed 21610", null).to("whatever"));
        tell(VerifiedWebhooks.form(
                "twilio", "EventType=onDeliveryUpdated&MessageSid=IM1&Status=failed&ErrorCode=21610"));
        assertEquals(List.of(), logged);
        assertEquals(List.of(), store().list(ContactFilter.NONE, null, 10).items());
    }

    private ToldReceipt receipt(String provider, String id, String words, @Nullable Instant at) {
        String[] parts = words.split(" ");
        String code = parts.length > 1 ? parts[1] : provider.equals("sinch") ? "0" : "";
        return new ToldReceipt(
                provider, id, PHONE, MARKETING_ONLY, parts[0], code, ToldReceipts.tellsTime(provider) ? at : null, "");
    }

    private void deliver(ToldReceipt receipt) {
        tell(ToldReceipts.webhook(receipt));
    }

    private void tell(VerifiedWebhook webhook) {
        Handler handler = new InboundLines(logged);
        Logger.getLogger("ringlock").addHandler(handler);
        try {
            new DeliveryClient(on()).tell(webhook);
        } finally {
            Logger.getLogger("ringlock").removeHandler(handler);
        }
        assertTrue(logged.stream().noneMatch(line -> line.contains("5550")), logged::toString);
    }

    private void signUp(String number) {
        new CaptureClient(on()).signUp(number, "marketing", "service");
    }

    /** By the phone itself: a form's yes does not undo an opt-out. */
    private void signUpAgain() {
        for (String text : List.of("START", "YES")) {
            clock.advance(Duration.ofMinutes(1));
            new InboundClient(on()).text("again-" + text + clock.instant(), PHONE, MARKETING_ONLY, text, null);
        }
        assertEquals(State.GRANTED, contact(PHONE).state(MARKETING));
    }

    private Contact contact(String number) {
        return store().load(List.of(on().index.contactId(PhoneNumber.ofCanonical(number))))
                .get(0);
    }

    private Failures failures(String number) {
        return contact(number).quality().failures();
    }

    private Engines on() {
        if (engines == null) {
            engines = new Engines(store(), clock);
        }
        return engines;
    }
}
