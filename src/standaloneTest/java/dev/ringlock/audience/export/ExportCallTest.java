package dev.ringlock.audience.export;

import static dev.ringlock.openapi.Contract.conforms;
import static dev.ringlock.openapi.Contract.errors;
import static dev.ringlock.openapi.Contract.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.http.Json;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.UnwritableStore;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the calls of exports take and answer is what openapi.yaml says, and only that purpose's campaigns are answered. */
class ExportCallTest {

    private static final String ALL = " /v1/purposes/{purpose}/exports";
    private static final String ONE = "GET /v1/purposes/{purpose}/exports/{exportId}";
    private static final String PART = ONE + "/parts/{part}";
    private static final String RECALL = ONE + "/recall";
    private static final Map<String, String> GOOD =
            Map.of("reason", "the spring sale", "campaign", "spring-26", "format", "csv");

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private ExportClient door;
    private UnwritableStore written;

    @BeforeEach
    void open() {
        written = new UnwritableStore(sqlite.store());
        Engines engines = new Engines(written, clock);
        new CaptureClient(engines).signUp("+12025550123", "service");
        door = new ExportClient(engines, new FilesInMemory());
    }

    @Test
    void everyAnswerIsOneThatIsDeclared() {
        assertEquals(Set.of(), errors("ExportWanted", read(Json.write(GOOD))));
        String id = conforms("POST" + ALL, 202, post(Json.write(GOOD)))
                .path("exportId")
                .asText();
        conforms("POST" + ALL, 400, post("{"));
        conforms("POST" + ALL, 401, door.send("POST", "service", "", Json.write(GOOD), Map.of()));
        conforms("POST" + ALL, 403, door.send("POST", "service", "", Json.write(GOOD), claims("[auditor]")));
        conforms("POST" + ALL, 404, door.ask("Service", "csv"));
        conforms("POST" + ALL, 413, post(" ".repeat(16 * 1024 + 1)));
        conforms("GET" + ALL, 200, door.get("service", ""));
        conforms(ONE, 200, door.get("service", "/" + id));
        door.run("service", id);
        conforms("GET" + ALL, 200, door.get("service", ""));
        conforms(ONE, 200, door.get("service", "/" + id));
        conforms(PART, 200, door.get("service", "/" + id + "/parts/1"));
        conforms(RECALL, 200, door.get("service", "/" + id + "/recall"));
        conforms(RECALL, 400, door.get("service", "/" + id + "/recall?cursor=x"));
        conforms(ONE, 404, door.get("service", "/01KD5M0AZ0000000000000000A"));
        conforms(ONE, 404, door.get("service", "/x"));
        conforms(PART, 404, door.get("service", "/" + id + "/parts/2"));
        for (String call : List.of("/" + id, "/" + id + "/parts/1", "/" + id + "/recall")) {
            APIGatewayV2HTTPResponse wrong = door.send("POST", "service", call, "", claims("[campaign:service]"));
            conforms(ONE, 405, wrong);
            assertEquals("GET", wrong.getHeaders().get("Allow"));
        }
        APIGatewayV2HTTPResponse wrong = door.send("PUT", "service", "", "", claims("[campaign:service]"));
        conforms("POST" + ALL, 405, wrong);
        assertEquals("GET, POST", wrong.getHeaders().get("Allow"));
        written.down();
        conforms("POST" + ALL, 503, post(Json.write(GOOD)));
        conforms(PART, 503, door.get("service", "/" + id + "/parts/1"));
        conforms(RECALL, 503, door.get("service", "/" + id + "/recall"));
    }

    @Test
    void aPartInJsonIsAsItIsDeclaredToo() {
        String id = door.asked("service", "ndjson");
        door.run("service", id);
        APIGatewayV2HTTPResponse part = door.get("service", "/" + id + "/parts/1");
        assertEquals(Set.of(), errors("PartInNdjson", TextNode.valueOf(part.getBody())));
        assertEquals("application/x-ndjson", part.getHeaders().get("Content-Type"));
    }

    @Test
    void whatIsRefusedByTheSchemaIsRefusedByTheCall() {
        for (Map<String, String> bad : List.of(
                Map.of("reason", "x", "campaign", "y"),
                Map.of("reason", "", "campaign", "y", "format", "csv"),
                Map.of("reason", "x".repeat(201), "campaign", "y", "format", "csv"),
                Map.of("reason", "x", "campaign", "a b", "format", "csv"),
                Map.of("reason", "x", "campaign", "x".repeat(65), "format", "csv"),
                Map.of("reason", "x", "campaign", "y", "format", "xlsx"),
                Map.of("reason", "x", "campaign", "y", "format", "csv", "limit", "1"))) {
            assertFalse(errors("ExportWanted", read(Json.write(bad))).isEmpty(), bad::toString);
            conforms("POST" + ALL, 422, post(Json.write(bad)));
        }
        conforms("POST" + ALL, 422, post(Json.write(GOOD).replace("the spring sale", "call 202 555 0123")));
        conforms("POST" + ALL, 422, post(Json.write(GOOD).replace("spring-26", "12025550123")));
        assertEquals("{\"exports\":[]}", door.get("service", "").getBody());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "campaign:service           | 200",
                "campaign:service auditor   | 200",
                "campaign:marketing         | 403",
                "campaign                   | 403",
                "support:service            | 403",
                "analyst                    | 403",
                "privacy                    | 403",
                "auditor                    | 403",
                "admin                      | 403",
                "''                         | 403",
            })
    void onlyThePurposesCampaignsAreAnswered(String groups, int status) {
        String id = door.asked("service", "csv");
        door.run("service", id);
        for (String rest : List.of("", "/" + id, "/" + id + "/parts/1", "/" + id + "/recall")) {
            APIGatewayV2HTTPResponse answer = door.send("GET", "service", rest, "", claims("[" + groups.strip() + "]"));
            assertEquals(status, answer.getStatusCode(), rest);
            if (status != 200) {
                String elsewhere = rest.replace(id, "01KD5M0AZ0000000000000000A");
                assertEquals(answer, door.send("GET", "service", elsewhere, "", claims("[" + groups.strip() + "]")));
            }
        }
        assertEquals(
                status == 200 ? 202 : 403,
                door.send("POST", "service", "", Json.write(GOOD), claims("[" + groups.strip() + "]"))
                        .getStatusCode());
    }

    private APIGatewayV2HTTPResponse post(String body) {
        return door.send("POST", "service", "", body, claims("[campaign:service]"));
    }

    private Map<String, String> claims(String groups) {
        return door.claims("ann", groups);
    }
}
