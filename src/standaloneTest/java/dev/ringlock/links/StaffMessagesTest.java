package dev.ringlock.links;

import static dev.ringlock.openapi.Contract.conforms;
import static dev.ringlock.openapi.Contract.errors;
import static dev.ringlock.openapi.Contract.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.http.Json;
import dev.ringlock.ledger.Entry;
import dev.ringlock.message.Message;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Staff send a person their link without seeing it, and try whether messages go out. */
class StaffMessagesTest {

    private static final String LINK = "/v1/contacts/link";
    private static final String TEST = "/v1/test-messages";
    private static final String PHONE = "+12025550123";
    private static final String STRANGER = "+12025550199";

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private Engines engines;
    private LinksClient door;

    @BeforeEach
    void open() {
        engines = new Engines(sqlite.store(), clock);
        door = new LinksClient(engines);
    }

    @Test
    void aPersonGetsTheLinkInTheAskedLanguageAndStaffDoNotSeeIt() {
        APIGatewayV2HTTPResponse answer =
                door.call("support:service", LINK, body("LinkToSend", PHONE, "language", "de"));
        assertEquals("{\"sent\":true}", conforms("POST " + LINK, 200, answer).toString());
        Message sent = engines.messages.take().get(0);
        assertEquals("+12025550101", sent.from());
        assertTrue(
                sent.text().matches("Harbour Books: Sehen .*: https://ringlock.example.com/v1/preferences\\?t=\\S+"));
        Entry entry = trail().get(0);
        assertEquals("send_link", entry.fields().get("action"));
        assertEquals(
                engines.index.contactId(PhoneNumber.ofCanonical(PHONE)).value(),
                entry.fields().get("contact"));
        String token = sent.text().substring(sent.text().indexOf("?t=") + 3);
        assertFalse(entry.toString().contains(token), "the token is the person's secret");
    }

    @Test
    void theAnswerIsTheSameForAStranger() {
        new CaptureClient(engines).signUp(PHONE, "service");
        engines.messages.take();
        APIGatewayV2HTTPResponse known = door.call("privacy", LINK, body("LinkToSend", PHONE));
        APIGatewayV2HTTPResponse unknown = door.call("privacy", LINK, body("LinkToSend", STRANGER));
        assertEquals(known.getBody(), unknown.getBody());
        assertEquals(known.getHeaders(), unknown.getHeaders());
        assertEquals(2, engines.messages.take().size());
    }

    @Test
    void withoutATextInThePolicyTheMessageIsTheNameAndTheLink() throws IOException {
        engines = with(policy().replaceAll("(?s)\n  link:\n.*", "\n"));
        new LinksClient(engines).call("privacy", LINK, body("LinkToSend", PHONE));
        assertTrue(engines.messages.take().get(0).text().startsWith("Harbour Books: https://ringlock.example.com/"));
    }

    @Test
    void aTestMessageComesFromTheNamedSenderAndHoldsNothing() {
        conforms("POST " + TEST, 200, door.call("privacy", TEST, body("TestMessage", PHONE)));
        conforms("POST " + TEST, 200, door.call("privacy", TEST, body("TestMessage", PHONE, "from", "+12025550100")));
        List<Message> sent = engines.messages.take();
        assertEquals(
                List.of("+12025550101", "+12025550100"),
                sent.stream().map(Message::from).toList());
        assertEquals(
                "A test message of Harbour Books, by Ringlock.", sent.get(0).text());
        assertEquals("test_message", trail().get(0).fields().get("action"));
        assertFalse(trail().toString().contains("12025550123"));
    }

    @Test
    void aMessageThatTheProviderRefusesIsSaidWithItsReason() {
        engines.messages.breakDown();
        for (String path : Set.of(LINK, TEST)) {
            String body = body(path.equals(LINK) ? "LinkToSend" : "TestMessage", PHONE);
            JsonNode told = conforms("POST " + path, 200, door.call("privacy", path, body));
            assertEquals("{\"sent\":false,\"reason\":\"broken\"}", told.toString());
        }
    }

    @Test
    void tooManyMessagesAreHeldBackAndSaid() {
        for (int i = 0; i < 20; i++) {
            door.call("privacy", TEST, body("TestMessage", PHONE));
        }
        assertEquals(20, engines.messages.take().size());
        JsonNode told = conforms("POST " + LINK, 200, door.call("privacy", LINK, body("LinkToSend", PHONE)));
        assertFalse(told.path("sent").asBoolean());
        assertEquals(List.of(), engines.messages.take());
    }

    @Test
    void everyRefusalIsDeclared() throws IOException {
        for (String path : Set.of(LINK, TEST)) {
            conforms("POST " + path, 401, door.call("", path, "{}"));
            conforms("POST " + path, 403, door.call("auditor", path, "{}"));
            conforms("POST " + path, 422, door.call("privacy", path, "{\"number\": \"+1202\"}"));
            conforms("POST " + path, 400, door.call("privacy", path, "{"));
        }
        conforms("POST " + TEST, 403, door.call("support:service", TEST, "{}"));
        String stranger = body("TestMessage", PHONE, "from", STRANGER);
        JsonNode problem = conforms("POST " + TEST, 422, door.call("privacy", TEST, stranger));
        assertEquals("unknown_choice", problem.at("/errors/0/code").asText());
        LinksClient silent = new LinksClient(with(policy().replaceAll("(?s)\nmessages:\n.*", "\n")));
        conforms("POST " + LINK, 409, silent.call("privacy", LINK, body("LinkToSend", PHONE)));
        conforms("POST " + TEST, 409, silent.call("privacy", TEST, body("TestMessage", PHONE)));
        assertEquals(List.of(), engines.messages.take());
    }

    private List<Entry> trail() {
        return sqlite.store().history("actor/8c1f-alex", "", 10).items();
    }

    private Engines with(String text) {
        Policy policy = PolicyFile.read("policy.yaml", text);
        return new Engines(sqlite.store(), clock, policy);
    }

    private static String policy() throws IOException {
        return Files.readString(Path.of("src/main/resources/policy/harbour-books.yaml"));
    }

    private static String body(String schema, String number) {
        return body(schema, Map.of("number", number));
    }

    private static String body(String schema, String number, String field, String value) {
        return body(schema, Map.of("number", number, field, value));
    }

    private static String body(String schema, Map<String, String> fields) {
        String body = Json.write(fields);
        assertEquals(List.of(), List.copyOf(errors(schema, read(body))), body);
        return body;
    }
}
