package dev.ringlock.audit;

import static dev.ringlock.openapi.Contract.conforms;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.store.UnwritableStore;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an auditor asks for and is answered is what openapi.yaml says. */
public class AuditCallTest {

    /** Field codes that only these calls give, each with a query that gets it. */
    public static final Map<String, Map<String, String>> CODES =
            Map.of("not_both", Map.of("actor", "ann", "contact", "c1_aaaaaaaaaaaaaaaaaaaaaaaaaa"));

    private static final String LEDGER = "/v1/ledger";
    private static final String RUNS = "/v1/runs";
    private static final Map<String, String> TODAY =
            Map.of("from", "2046-11-23T00:00:00Z", "to", "2046-11-24T00:00:00Z", "limit", "1");

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private AuditClient door;
    private UnwritableStore written;

    @BeforeEach
    void open() {
        written = new UnwritableStore(sqlite.store());
        Engines engines = new Engines(written, clock);
        new CaptureClient(engines).signUp("+12025550123", "service");
        clock.advance(Duration.ofSeconds(1));
        door = new AuditClient(engines);
    }

    @Test
    void everyAnswerIsOneThatIsDeclared() {
        JsonNode page = conforms("GET " + LEDGER, 200, door.get("auditor", LEDGER, TODAY));
        assertEquals("given", page.at("/entries/0/event").asText());
        conforms(
                "GET " + LEDGER,
                200,
                door.get(
                        "auditor",
                        LEDGER,
                        Map.of(
                                "actor",
                                AuditClient.PERSON,
                                "cursor",
                                page.path("next").asText())));
        conforms("GET " + RUNS, 200, door.get("privacy", RUNS, Map.of("from", "2046-11-20", "to", "2046-11-23")));
        for (String path : new String[] {LEDGER, RUNS}) {
            conforms("GET " + path, 401, door.get("", path, TODAY));
            conforms("GET " + path, 403, door.get("analyst", path, TODAY));
            conforms("GET " + path, 405, door.call("auditor", "POST", path, TODAY));
            conforms("GET " + path, 422, door.get("auditor", path, Map.of("to", "soon")));
        }
        written.down();
        conforms("GET " + LEDGER, 503, door.get("auditor", LEDGER, TODAY));
        conforms("GET " + RUNS, 503, door.get("auditor", RUNS, Map.of()));
    }

    @Test
    void theirOwnFieldCodesAreGiven() {
        CODES.forEach((code, query) -> {
            JsonNode problem = conforms("GET " + LEDGER, 422, door.get("auditor", LEDGER, query));
            assertEquals(code, problem.at("/errors/0/code").asText());
        });
    }
}
