package dev.ringlock.reveal;

import static dev.ringlock.openapi.Contract.conforms;
import static dev.ringlock.openapi.Contract.errors;
import static dev.ringlock.openapi.Contract.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.http.Json;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.UnwritableStore;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a reveal takes and answers is what openapi.yaml says. */
public class RevealCallTest {

    /** Field codes that only this call gives, each with a body that gets it. */
    public static final Map<String, Map<String, String>> CODES =
            Map.of("not_a_contact_id", Map.of("contactId", "c1_short", "reason", "call_back", "note", "asked"));

    private static final String CALL = "POST /v1/purposes/{purpose}/reveal";

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private RevealClient door;
    private String contact;
    private UnwritableStore written;

    @BeforeEach
    void open() {
        written = new UnwritableStore(sqlite.store());
        Engines engines = new Engines(written, clock);
        new CaptureClient(engines).signUp("+12025550123", "service");
        contact =
                engines.index.contactId(PhoneNumber.ofCanonical("+12025550123")).value();
        door = new RevealClient(engines);
    }

    @Test
    void everyAnswerIsOneThatIsDeclared() {
        Map<String, String> good = body(contact);
        assertEquals(Set.of(), errors("Reveal", read(Json.write(good))));
        assertEquals(
                "+12025550123", conforms(CALL, 200, post(good)).path("number").asText());
        conforms(CALL, 404, post(body("c1_aaaaaaaaaaaaaaaaaaaaaaaaaa")));
        conforms(CALL, 400, door.post("service", "{", claims("[support:service]")));
        conforms(CALL, 401, door.post("service", Json.write(good), Map.of()));
        conforms(CALL, 403, door.post("service", Json.write(good), claims("[auditor]")));
        String path = "/v1/purposes/service/reveal";
        conforms(CALL, 405, door.send("GET", path, "application/json", "", claims("[support:service]")));
        conforms(CALL, 413, door.send("POST", path, "application/json", " ".repeat(16 * 1024 + 1), Map.of()));
        conforms(CALL, 415, door.send("POST", path, "text/plain", "x", claims("[support:service]")));
        written.down();
        conforms(CALL, 503, post(good));
        written.up();
        for (int tries = 0; tries < 17; tries++) {
            assertEquals(200, post(good).getStatusCode());
        }
        conforms(CALL, 429, post(good));
    }

    @Test
    void whatIsRefusedByTheSchemaIsRefusedByTheCall() {
        for (Map<String, String> bad : Set.of(
                CODES.get("not_a_contact_id"),
                Map.of("contactId", contact, "reason", "call_back"),
                Map.of("contactId", contact, "reason", "call_back", "note", ""),
                Map.of("contactId", contact, "reason", "call_back", "note", "x".repeat(201)),
                Map.of("contactId", contact, "reason", "Call back", "note", "x"),
                Map.of("contactId", contact, "reason", "call_back", "note", "x", "number", "x"))) {
            assertFalse(errors("Reveal", read(Json.write(bad))).isEmpty(), bad::toString);
            conforms(CALL, 422, post(bad));
        }
    }

    @Test
    void itsOwnFieldCodesAreGiven() {
        CODES.forEach((code, body) -> {
            JsonNode problem = conforms(CALL, 422, post(body));
            assertEquals(code, problem.at("/errors/0/code").asText());
        });
    }

    private APIGatewayV2HTTPResponse post(Map<String, String> body) {
        return door.post("service", Json.write(body), claims("[support:service]"));
    }

    private Map<String, String> claims(String groups) {
        return door.claims("ann", groups);
    }

    private static Map<String, String> body(String contact) {
        return Map.of("contactId", contact, "reason", "call_back", "note", "asked about an order");
    }
}
