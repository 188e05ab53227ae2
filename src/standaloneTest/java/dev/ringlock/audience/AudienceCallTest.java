package dev.ringlock.audience;

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
import dev.ringlock.store.UnwritableStore;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an audience takes and answers is what openapi.yaml says. */
public class AudienceCallTest {

    /** Field codes that only this call gives, each with a body that gets it. */
    public static final Map<String, Map<String, Object>> CODES =
            Map.of("not_a_campaign", Map.of("reason", "autumn news", "campaign", "autumn 26"));

    private static final String CALL = "POST /v1/purposes/{purpose}/audience";
    private static final Map<String, Object> GOOD =
            Map.of("reason", "autumn news", "campaign", "autumn-26", "limit", 1);

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private AudienceClient door;
    private UnwritableStore written;

    @BeforeEach
    void open() {
        written = new UnwritableStore(sqlite.store());
        Engines engines = new Engines(written, clock);
        CaptureClient capture = new CaptureClient(engines);
        capture.signUp("+12025550123", "marketing");
        capture.signUp("+12025550124", "marketing");
        door = new AudienceClient(engines);
    }

    @Test
    void everyAnswerIsOneThatIsDeclared() {
        assertEquals(Set.of(), errors("AudienceWanted", read(Json.write(GOOD))));
        JsonNode first = conforms(CALL, 200, post(GOOD));
        assertEquals(1, first.path("numbers").size());
        Map<String, Object> next = Map.of(
                "reason",
                "autumn news",
                "campaign",
                "autumn-26",
                "cursor",
                first.path("next").asText());
        assertEquals(Set.of(), errors("AudienceWanted", read(Json.write(next))));
        assertFalse(conforms(CALL, 200, post(next)).has("next"));
        String good = Json.write(GOOD);
        conforms(CALL, 400, door.post("marketing", "{", claims("[campaign:marketing]")));
        conforms(CALL, 401, door.post("marketing", good, Map.of()));
        conforms(CALL, 403, door.post("service", good, claims("[campaign:marketing]")));
        conforms(CALL, 404, door.post("Marketing", good, claims("[campaign:marketing]")));
        String path = "/v1/purposes/marketing/audience";
        conforms(CALL, 405, door.send("GET", path, "application/json", "", claims("[campaign:marketing]")));
        conforms(CALL, 413, door.send("POST", path, "application/json", " ".repeat(16 * 1024 + 1), Map.of()));
        conforms(CALL, 415, door.send("POST", path, "text/plain", "x", claims("[campaign:marketing]")));
        written.down();
        conforms(CALL, 503, post(GOOD));
    }

    @Test
    void whatIsRefusedByTheSchemaIsRefusedByTheCall() {
        for (Map<String, Object> bad : Set.<Map<String, Object>>of(
                CODES.get("not_a_campaign"),
                Map.of("reason", "x"),
                Map.of("campaign", "x"),
                Map.of("reason", "", "campaign", "x"),
                Map.of("reason", "x".repeat(201), "campaign", "x"),
                Map.of("reason", "x", "campaign", ""),
                Map.of("reason", "x", "campaign", "x".repeat(65)),
                Map.of("reason", "x", "campaign", "x", "limit", 0),
                Map.of("reason", "x", "campaign", "x", "limit", 1_001),
                Map.of("reason", "x", "campaign", "x", "limit", "5"),
                Map.of("reason", "x", "campaign", "x", "cursor", 5),
                Map.of("reason", "x", "campaign", "x", "number", "x"))) {
            assertFalse(errors("AudienceWanted", read(Json.write(bad))).isEmpty(), bad::toString);
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

    private APIGatewayV2HTTPResponse post(Map<String, Object> body) {
        return door.post("marketing", Json.write(body), claims("[campaign:marketing]"));
    }

    private Map<String, String> claims(String groups) {
        return door.claims("ann", groups);
    }
}
