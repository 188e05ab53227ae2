package dev.ringlock;

import static dev.ringlock.decide.DecideClient.question;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.decide.DecideClient;
import dev.ringlock.http.Json;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions of the function, on every store: their answers, and how often they ask the store. */
public abstract class DecisionsContract {

    private static final String PHONE = "+12025550123";
    private static final String OTHER = "+12025550124";
    private static final String ALL = "+12025550101";
    private static final String HOLDING = "please don't stop";
    private static final String MARKETING = "decide:marketing";
    private static final String DECISIONS = "/v1/decisions";

    protected final TestClock clock = new TestClock();
    private CountedStore counted;
    private Engines on;
    private DecideClient door;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @BeforeEach
    void open() {
        // noon in Washington: the hours in which marketing is allowed
        clock.advance(Duration.ofHours(7));
        counted = new CountedStore(store());
        on = new Engines(counted, clock);
        door = new DecideClient(on);
    }

    /** Counts what a decision asks of its store. */
    private static final class CountedStore extends ForwardingStore {

        private final Store to;
        private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
        private Runnable meanwhile = () -> {};
        private int lost;

        CountedStore(Store to) {
            super(to);
            this.to = to;
        }

        @Override
        public DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets) {
            calls.add("read " + contacts.size() + " " + budgets.size());
            return to.decisionRows(contacts, budgets);
        }

        @Override
        public boolean spend(Budget after, List<Budget> unchanged, Instant expiresAt) {
            calls.add("spend");
            if (lost > 0) {
                lost--;
                meanwhile.run();
                return false;
            }
            return to.spend(after, unchanged, expiresAt);
        }

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
    }

    @Test
    void aDecisionIsAnsweredFromOneReadWithoutAnyKeyOrWrite() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        door.post(MARKETING, DECISIONS, question(OTHER, "marketing"));
        on.keys.takeCalls();
        counted.calls.clear();
        JsonNode answer = answer(question(PHONE, "marketing"));
        assertEquals("allow", answer.path("decision").asText());
        assertEquals(0, answer.path("reasons").size());
        assertEquals(List.of("read 1 1"), counted.calls);
        assertEquals(0, on.keys.takeCalls());
    }

    @Test
    void aNumberThatIsNotOnFileHasTheBytesAndTheCallsOfOneWithoutConsentForThatPurpose() {
        CaptureClient capture = new CaptureClient(on);
        capture.signUp(PHONE, "service");
        send(PHONE, HOLDING);
        counted.calls.clear();
        ObjectNode known = answer(question(PHONE, "marketing"));
        List<String> calls = List.copyOf(counted.calls);
        counted.calls.clear();
        ObjectNode unknown = answer(question(OTHER, "marketing"));
        assertEquals(calls, counted.calls);
        assertEquals("no_consent", unknown.at("/reasons/0/code").asText());
        assertNotEquals(known.remove("decisionId"), unknown.remove("decisionId"));
        assertEquals(Json.write(known), Json.write(unknown));
    }

    @Test
    void aPurposeThatDoesNotExistHasTheBytesOfOneThatTheTokenDoesNotCover() {
        new CaptureClient(on).signUp(PHONE, "service");
        counted.calls.clear();
        ObjectNode notCovered = answer(question(PHONE, "service"));
        ObjectNode missing = answer(question(PHONE, "gifts"));
        ObjectNode noId = answer(question(PHONE, "No Purpose!"));
        ObjectNode ofATokenOnly = node(door.post("decide:gifts", DECISIONS, question(PHONE, "gifts")));
        assertEquals(List.of(), counted.calls);
        assertEquals("unknown_purpose", notCovered.at("/reasons/0/code").asText());
        for (ObjectNode each : List.of(notCovered, missing, noId, ofATokenOnly)) {
            each.remove("decisionId");
            assertEquals(Json.write(notCovered), Json.write(each));
        }
    }

    @Test
    void anOptOutIsDeniedWithItsEntryAndAHoldIsToo() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        new CaptureClient(on).signUp(OTHER, "marketing");
        send(PHONE, "STOP");
        send(OTHER, HOLDING);
        JsonNode denied = answer(question(PHONE, "marketing"));
        assertEquals("deny", denied.path("decision").asText());
        assertEquals("withdrawn", denied.at("/reasons/0/code").asText());
        assertEquals(26, denied.at("/reasons/0/evidence/entry").asText().length());
        assertEquals(
                "held",
                answer(question(OTHER, "marketing")).at("/reasons/0/code").asText());
    }

    @Test
    void aBatchIsReadTogetherHoweverManyAreAsked() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        counted.calls.clear();
        List<Object> asked = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            asked.add(question(i % 50 == 0 ? PHONE : "+1202555%04d".formatted(100 + i % 100), "marketing"));
        }
        ObjectNode answers = node(door.post(MARKETING, DECISIONS + "/batch", Map.of("decisions", asked)));
        assertEquals(1, counted.calls.size(), counted.calls::toString);
        for (int i = 0; i < asked.size(); i++) {
            assertEquals(
                    i % 50 == 0 || i % 100 == 23 ? "allow" : "deny",
                    answers.path("decisions").path(i).path("decision").asText());
        }
    }

    @Test
    void aPlaceIsTakenByOneWriteAndARepetitionHasTheSameOne() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        counted.calls.clear();
        String first = reserved("spring-1");
        assertEquals(List.of("read 1 1", "spend"), counted.calls);
        counted.calls.clear();
        assertEquals(first, reserved("spring-1"));
        assertEquals(List.of("read 1 1"), counted.calls);
        assertNotEquals(first, reserved("spring-2"));
        assertEquals(2, places().size());
        assertEquals(first, places().get(0).decisionId());
        assertFalse(places().toString().contains("spring"), "the key is kept as a hash");
    }

    @Test
    void aKeyThatComesAgainLaterTakesAPlaceOfItsOwn() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        for (int sent = 1; sent <= 4; sent++) {
            reserved("weekly-news");
            clock.advance(Duration.ofMinutes(5));
            assertEquals(sent, places().size());
        }
        ObjectNode fifth = node(door.call(
                "POST", MARKETING, DECISIONS, Json.write(reserving()), Map.of("Idempotency-Key", "weekly-news")));
        assertEquals("cap_reached", fifth.at("/reasons/0/code").asText());
    }

    @Test
    void aNoIsToldToARepetitionTooAndTakesNoPlace() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        String first = reserved("spring-1");
        send(PHONE, "STOP");
        ObjectNode again = node(door.call(
                "POST", MARKETING, DECISIONS, Json.write(reserving()), Map.of("Idempotency-Key", "spring-1")));
        assertEquals("deny", again.path("decision").asText());
        assertEquals(first, again.path("decisionId").asText());
        assertEquals("deny", answer(reserving()).path("decision").asText());
        assertEquals(1, places().size());
    }

    @Test
    void aKeyOfAnotherQuestionIsRefused() {
        new CaptureClient(on).signUp(PHONE, "marketing", "service");
        reserved("spring-1");
        Map<String, Object> other = reserving();
        other.put("purpose", "service");
        assertEquals(
                422,
                door.call(
                                "POST",
                                MARKETING + " decide:service",
                                DECISIONS,
                                Json.write(other),
                                Map.of("Idempotency-Key", "spring-1"))
                        .getStatusCode());
        other.put("key", "spring-1");
        ObjectNode answers = node(
                door.post(MARKETING + " decide:service", DECISIONS + "/batch", Map.of("decisions", List.of(other))));
        assertEquals(
                "/decisions/0/key", answers.at("/decisions/0/reasons/0/pointer").asText());
        assertEquals(1, places().size());
    }

    @Test
    void aPlaceIsGivenBackOnceAndOnlyByWhoMayAskForItsPurpose() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        String first = reserved("spring-1");
        String second = reserved("spring-2");
        Map<String, Object> release = Map.of("number", PHONE, "decisionId", first);
        String others =
                door.post("decide:service", DECISIONS + "/release", release).getBody();
        assertEquals(2, places().size());
        assertEquals(
                others, door.post(MARKETING, DECISIONS + "/release", release).getBody());
        assertEquals(
                others, door.post(MARKETING, DECISIONS + "/release", release).getBody());
        assertEquals(
                List.of(second),
                places().stream().map(Budget.BudgetPlace::decisionId).toList());
        Map<String, Object> unknown = Map.of("number", OTHER, "decisionId", first);
        assertEquals(
                others, door.post(MARKETING, DECISIONS + "/release", unknown).getBody());
    }

    @Test
    void aLostRaceIsDecidedAgainFromAFreshRead() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        counted.lost = 2;
        reserved("spring-1");
        assertEquals(1, places().size());
        counted.lost = 1;
        counted.meanwhile = () -> send(PHONE, "STOP");
        assertEquals("deny", answer(reserving()).path("decision").asText());
        assertEquals(1, places().size());
    }

    @Test
    void manyAtOnceTakeAsManyPlacesAsWereAllowed() throws Exception {
        new CaptureClient(on).signUp(PHONE, "marketing");
        ExecutorService askers = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                all.add(askers.submit(() -> {
                    ObjectNode answer = answer(reserving());
                    return answer.path("decision").asText() + " "
                            + answer.path("decisionId").asText();
                }));
            }
            Set<String> told = new TreeSet<>();
            for (Future<String> one : all) {
                String answer = one.get();
                if (answer.startsWith("allow ")) {
                    told.add(answer.substring("allow ".length()));
                }
            }
            assertEquals(
                    told,
                    places().stream()
                            .map(Budget.BudgetPlace::decisionId)
                            .collect(Collectors.toCollection(TreeSet::new)));
            // the policy's cap
            assertEquals(4, told.size());
        } finally {
            askers.shutdown();
        }
    }

    @Test
    void aRepeatedBatchUnderOneKeyTakesNoSecondPlaces() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        String body = Json.write(Map.of("decisions", List.of(reserving(), reserving())));
        Map<String, String> key = Map.of("Idempotency-Key", "spring");
        ObjectNode first = node(door.call("POST", MARKETING, DECISIONS + "/batch", body, key));
        assertEquals(first, node(door.call("POST", MARKETING, DECISIONS + "/batch", body, key)));
        assertEquals(2, places().size());
    }

    @Test
    void placesOfOneBatchCountForEachOther() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        counted.calls.clear();
        Map<String, Object> keyed = reserving();
        keyed.put("key", "a");
        ObjectNode answers = node(
                door.post(MARKETING, DECISIONS + "/batch", Map.of("decisions", List.of(keyed, reserving(), keyed))));
        assertEquals(List.of("read 1 1", "spend", "spend"), counted.calls);
        assertEquals(answers.at("/decisions/0/decisionId"), answers.at("/decisions/2/decisionId"));
        assertEquals(2, places().size());
    }

    private static Map<String, Object> reserving() {
        Map<String, Object> question = question(PHONE, "marketing");
        question.put("reserve", true);
        return question;
    }

    /** The id of the decision that allowed it. */
    private String reserved(String key) {
        ObjectNode answer =
                node(door.call("POST", MARKETING, DECISIONS, Json.write(reserving()), Map.of("Idempotency-Key", key)));
        assertEquals("allow", answer.path("decision").asText());
        return answer.path("decisionId").asText();
    }

    private List<Budget.BudgetPlace> places() {
        ContactId contact = on.index.contactId(PhoneNumber.ofCanonical(PHONE));
        return store().decisionRows(List.of(), List.of(contact))
                .budgets()
                .get(0)
                .places();
    }

    private void send(String from, String text) {
        new InboundClient(on).text("SM" + from + text.length(), from, ALL, text, null);
    }

    private ObjectNode answer(Map<String, Object> question) {
        return node(door.post(MARKETING, DECISIONS, question));
    }

    private static ObjectNode node(APIGatewayV2HTTPResponse answer) {
        assertEquals(200, answer.getStatusCode(), answer.getBody());
        return Json.read(answer.getBody().getBytes(StandardCharsets.UTF_8));
    }
}
