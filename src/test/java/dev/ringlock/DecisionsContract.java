package dev.ringlock;

import static dev.ringlock.decide.DecideClient.question;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        counted = new CountedStore(store());
        on = new Engines(counted, clock);
        door = new DecideClient(on);
    }

    /** Counts what a decision asks of its store. */
    private static final class CountedStore extends ForwardingStore {

        private final Store to;
        private final List<String> calls = new ArrayList<>();

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
        public boolean spend(Budget after, Instant expiresAt) {
            calls.add("spend");
            return to.spend(after, expiresAt);
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
