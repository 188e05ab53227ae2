package dev.ringlock.imports;

import static dev.ringlock.openapi.Contract.conforms;
import static dev.ringlock.openapi.Contract.errors;
import static dev.ringlock.openapi.Contract.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.http.Json;
import dev.ringlock.imports.run.ImportClient;
import dev.ringlock.imports.run.ImportsOnStore;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the calls of imports take and answer is what openapi.yaml says, and no answer has a number of the file. */
public class ImportCallTest {

    /** Field codes that imports alone are told, each with the rest of a path and a body that is. */
    public static final Map<String, String> CODES = Map.of(
            "not_a_source", " {\"source\": \"CRM 1\"}",
            "not_valid", "/ID/check NOT_VALID",
            "personal_data", "/ID/check PERSONAL",
            "not_yaml", "/ID/check {\"mapping\": \"{\", \"parts\": 1, \"bytes\": 1}",
            "not_a_sha256", "/ID/check {\"mapping\": \"x\", \"parts\": 1, \"bytes\": 1, \"sha256\": \"A1\"}",
            "import_part_size", "/ID/parts/1 ",
            "import_other_source", "/ID/check OTHER");

    private static final String ALL = " /v1/imports";
    private static final String ONE = ALL + "/{importId}";
    private static final String FILE = """
            Id,Phone,Status,Date,Ticket
            1,+12025550123,yes,2046-03-01T10:00:00Z,T-1
            2,+12025550124,no,,
            3,+1 202 555 0125 9,no,,
            """;
    private static final String MAPPING = ImportsOnStore.TO_MARKETING;

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private StaffCaller caller;
    private ImportClient steps;
    private ImportsFunction function;

    @BeforeEach
    void open() {
        Engines engines = new Engines(sqlite.store(), clock);
        caller = new StaffCaller(clock);
        steps = new ImportClient(engines, new FilesInMemory());
        function = new ImportsFunction(caller.tokens(engines.policy), engines.policy, steps.imports());
    }

    @Test
    void everyAnswerIsOneThatIsDeclared() {
        String wanted = body("ImportWanted", "{\"source\": \"crm\", \"name\": \"spring.csv\"}");
        JsonNode opened = conforms("POST" + ALL, 201, post("", wanted));
        assertEquals("open", opened.path("state").asText());
        String id = "/" + opened.path("importId").asText();
        JsonNode part = conforms("POST" + ONE + "/parts/{part}", 200, part(id, 1, FILE));
        assertEquals(FILE.length(), part.path("bytes").asInt());
        assertTrue(part.path("guess").asText().startsWith("source: "), part::toString);
        conforms("POST" + ONE + "/parts/{part}", 200, part(id, 1, FILE));
        conforms("POST" + ONE + "/parts/{part}", 409, part(id, 1, FILE + "x"));
        conforms("POST" + ONE + "/run", 409, post(id + "/run", ""));
        conforms("GET" + ONE + "/report", 404, get(id + "/report"));
        JsonNode checking = conforms("POST" + ONE + "/check", 202, post(id + "/check", check(MAPPING)));
        assertEquals("checking", checking.path("state").asText());
        conforms("POST" + ONE + "/check", 202, post(id + "/check", check(MAPPING)));
        conforms("POST" + ONE + "/check", 409, post(id + "/check", check(MAPPING + "# another\n")));
        steps.work(id.substring(1));
        JsonNode checked = conforms("GET" + ONE, 200, get(id));
        assertEquals("checked", checked.path("state").asText(), checked::toString);
        assertEquals(3, checked.at("/checked/counts/rows").asInt());
        JsonNode refused = checked.at("/checked/refused/0");
        assertEquals(
                List.of(4, "Phone"),
                List.of(refused.path("line").asInt(), refused.path("column").asText()));
        assertFalse(refused.path("cure").asText().isEmpty());
        conforms("GET" + ONE + "/report", 200, get(id + "/report"));
        assertEquals(1, checked.at("/checked/counts/refusedNoes").asInt());
        JsonNode unnamed = conforms("POST" + ONE + "/run", 409, post(id + "/run", ""));
        assertTrue(unnamed.path("detail").asText().contains("refusedNoes has to be 1."), unnamed::toString);
        conforms("POST" + ONE + "/run", 409, post(id + "/run", "{\"refusedNoes\": 2}"));
        String known = body("ImportRunWanted", "{\"refusedNoes\": 1}");
        conforms("POST" + ONE + "/run", 202, post(id + "/run", known));
        conforms("POST" + ONE + "/run", 202, post(id + "/run", known));
        steps.work(id.substring(1));
        JsonNode done = conforms("GET" + ONE, 200, get(id));
        assertEquals("done", done.path("state").asText());
        conforms("POST" + ONE + "/run", 409, post(id + "/run", ""));
        conforms("POST" + ONE + "/cancel", 409, post(id + "/cancel", ""));
        JsonNode all = conforms("GET" + ALL, 200, get(""));
        assertEquals(1, all.path("imports").size());
        assertFalse(all.at("/imports/0").has("mapping"), "a list is short");
    }

    @Test
    void aRefusalIsDeclaredToo() {
        String id = opened();
        conforms("POST" + ALL, 400, post("", "{"));
        conforms("POST" + ALL, 413, post("", " ".repeat(16 * 1024 + 1)));
        conforms("POST" + ALL, 415, send("privacy", "POST", "", "text/plain", "{}".getBytes(StandardCharsets.UTF_8)));
        conforms("POST" + ALL, 405, send("privacy", "PUT", "", "application/json", new byte[0]));
        conforms("POST" + ONE + "/check", 413, post(id + "/check", " ".repeat(64 * 1024 + 1)));
        conforms("POST" + ONE + "/check", 400, post(id + "/check", "{"));
        String parts = "POST" + ONE + "/parts/{part}";
        conforms(parts, 413, part(id, 1, "x".repeat(ImportsFunction.MOST_PART_BYTES + 1)));
        conforms(parts, 200, part(id, 1, "x".repeat(ImportsFunction.MOST_PART_BYTES)));
        conforms(parts, 415, post(id + "/parts/1", "{}"));
        for (String nothing : List.of("0", "x", "-1", "100001", "1000000")) {
            conforms(
                    parts,
                    404,
                    send("privacy", "POST", id + "/parts/" + nothing, "application/octet-stream", new byte[1]));
        }
        for (String nobodys : List.of("/01KD5M0AZ0000000000000000A", "/x", "/key%2F0")) {
            conforms("GET" + ONE, 404, get(nobodys));
            conforms(parts, 404, part(nobodys, 1, FILE));
            conforms("POST" + ONE + "/check", 404, post(nobodys + "/check", check(MAPPING)));
            conforms("POST" + ONE + "/run", 404, post(nobodys + "/run", ""));
            conforms("POST" + ONE + "/cancel", 404, post(nobodys + "/cancel", ""));
            conforms("GET" + ONE + "/report", 404, get(nobodys + "/report"));
        }
        conforms("POST" + ONE + "/cancel", 200, post(id + "/cancel", ""));
        conforms("POST" + ONE + "/cancel", 200, post(id + "/cancel", ""));
        assertEquals(
                "import.asked",
                sqlite.store()
                        .history("import" + id, null, 1)
                        .items()
                        .get(0)
                        .fields()
                        .get("told_as"),
                "a step deletes its file");
        conforms(parts, 409, part(id, 2, FILE));
        conforms("POST" + ONE + "/check", 409, post(id + "/check", check(MAPPING)));
    }

    /** Before anything is read: one answer, whether the import is there or not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {"none | 401", "auditor | 403", "support:service | 403", "campaign:marketing | 403", "analyst | 403"
            })
    void onlyPrivacyMayAndNobodyElseLearnsWhatIsThere(String role, int status) {
        for (String id : List.of(opened(), "/01KD5M0AZ0000000000000000A")) {
            for (String call : List.of("", "/report")) {
                conforms("GET" + ONE + call, status, send(role, "GET", id + call, "application/json", new byte[0]));
            }
            for (String call : List.of("/check", "/run", "/cancel")) {
                conforms("POST" + ONE + call, status, send(role, "POST", id + call, "application/json", new byte[2]));
            }
            conforms(
                    "POST" + ONE + "/parts/{part}",
                    status,
                    send(role, "POST", id + "/parts/1", "application/octet-stream", new byte[2]));
        }
        conforms("GET" + ALL, status, send(role, "GET", "", "application/json", new byte[0]));
        conforms("POST" + ALL, status, send(role, "POST", "", "application/json", new byte[2]));
    }

    @Test
    void eachFieldCodeIsTold() {
        String id = opened();
        part(id, 1, FILE);
        CODES.forEach((code, call) -> {
            String[] parts = call.split(" ", 2);
            String path = parts[0].replace("/ID", id);
            String body = parts[1].replace("NOT_VALID", check(MAPPING.replace("source: crm", "source: Not One")))
                    .replace("PERSONAL", check(MAPPING.replace("column: Phone", "column: \"+12025550123\"")))
                    .replace("OTHER", check(MAPPING.replace("source: crm", "source: shop")));
            String operation = "POST" + (path.isEmpty() ? ALL : ONE + path.replaceFirst("^/[^/]+", ""));
            JsonNode problem = conforms(
                    operation.replace("/parts/1", "/parts/{part}"),
                    422,
                    path.contains("/parts/") ? part(id, 2, body) : post(path, body));
            assertEquals(Set.of(code), new TreeSet<>(problem.findValuesAsText("code")), problem::toString);
        });
    }

    /** Nothing of it is stored, and nobody has to guess what is missing. */
    @Test
    void halfOfAFileIsNotCheckedAndWhatIsMissingIsTold() {
        String id = opened();
        String whole = Json.write(Map.of("mapping", MAPPING, "parts", 2, "bytes", 2L * FILE.length()));
        String missing = "Part %d of the file is missing. Send it, then ask again.";
        for (int part : List.of(1, 2)) {
            JsonNode refused = conforms("POST" + ONE + "/check", 409, post(id + "/check", whole));
            assertEquals(missing.formatted(part), refused.path("detail").asText());
            part(id, part, FILE);
        }
        conforms("POST" + ONE + "/check", 409, post(id + "/check", check(MAPPING)));
        conforms("POST" + ONE + "/check", 202, post(id + "/check", whole));
        conforms("POST" + ONE + "/parts/{part}", 409, part(id, 3, FILE));
    }

    @Test
    void aBodyOfAnotherShapeIsRefusedAndNoFailure() {
        String id = opened();
        part(id, 1, FILE);
        for (String body : List.of("[]", "\"x\"", "1", "null", "", "{")) {
            conforms("POST" + ALL, 400, post("", body));
            conforms("POST" + ONE + "/check", 400, post(id + "/check", body));
            if (!body.isEmpty()) {
                conforms("POST" + ONE + "/run", 400, post(id + "/run", body));
            }
        }
        for (String value : List.of("[]", "{}", "\"x\"", "1.5", "-1", "true", "1e400", "92233720368547758080")) {
            String of = "{\"mapping\": \"x\", \"parts\": VALUE, \"bytes\": VALUE, \"sha256\": VALUE}";
            conforms("POST" + ONE + "/check", 422, post(id + "/check", of.replace("VALUE", value)));
            conforms("POST" + ONE + "/run", 422, post(id + "/run", "{\"refusedNoes\": VALUE}".replace("VALUE", value)));
        }
        for (String mapping : List.of("[]", "- 1", "x", "1", "null", "{a: [1]}", "number: []", "decisions: x")) {
            JsonNode refused = conforms("POST" + ONE + "/check", 422, post(id + "/check", check(mapping)));
            assertTrue(refused.path("errors").size() > 0, refused::toString);
        }
    }

    @Test
    void aMistakeOfTheMappingHasItsPlaceInTheMapping() {
        String id = opened();
        part(id, 1, FILE);
        JsonNode problem = read(post(id + "/check", check(MAPPING.replace("purpose: marketing", "purpose: gifts")))
                .getBody());
        assertEquals("unknown_purpose", problem.at("/errors/0/code").asText());
        assertTrue(problem.at("/errors/0/pointer").asText().startsWith("/mapping/decisions/0"), problem::toString);
    }

    /** Whoever maps a file without a header by its first row hands over somebody's data. It is neither kept nor repeated. */
    @Test
    void aMappingThatHoldsANumberIsRefusedAndNotRepeated() {
        String id = opened();
        part(id, 1, FILE);
        for (String cell : List.of("+12025550123", "(202) 555-0123", "anna@example.com")) {
            String mapping = MAPPING.replace("column: Phone", "column: '" + cell + "'");
            APIGatewayV2HTTPResponse refused = post(id + "/check", check(mapping));
            conforms("POST" + ONE + "/check", 422, refused);
            assertFalse(refused.getBody().contains("555"), refused.getBody());
            assertFalse(refused.getBody().contains("anna"), refused.getBody());
            assertFalse(get(id).getBody().contains(cell));
        }
    }

    @Test
    void theSameKeyOpensOneImportAndForAnotherRequestNone() {
        String one = "{\"source\": \"crm\"}";
        JsonNode first = conforms("POST" + ALL, 201, keyed(one, "spring"));
        JsonNode again = conforms("POST" + ALL, 201, keyed(one, "spring"));
        assertEquals(first, again);
        JsonNode reused = conforms("POST" + ALL, 422, keyed("{\"source\": \"shop\"}", "spring"));
        assertTrue(reused.path("type").asText().endsWith("idempotency_key_reused"));
        assertNotEquals(first, conforms("POST" + ALL, 201, keyed(one, "summer")));
        assertEquals(2, read(get("").getBody()).path("imports").size());
    }

    @Test
    void whatIsKeptInClearHoldsNoNumber() {
        for (String body :
                List.of("{\"source\": \"12025550123\"}", "{\"source\": \"crm\", \"name\": \"+12025550123.csv\"}")) {
            APIGatewayV2HTTPResponse answer = post("", body);
            conforms("POST" + ALL, 422, answer);
            assertFalse(answer.getBody().contains("555"), answer.getBody());
        }
    }

    /** Neither as it is written in the file, nor in parts of it: not even where there is no header. */
    @Test
    void noAnswerHasANumberOrACellOfTheFile() {
        for (String file : List.of(FILE, FILE.substring(FILE.indexOf('\n') + 1), "+12025550123\n+12025550124\n")) {
            String id = opened();
            StringBuilder answers = new StringBuilder(part(id, 1, file).getBody());
            String wanted = Json.write(Map.of("mapping", MAPPING, "parts", 1, "bytes", file.length()));
            answers.append(conforms("POST" + ONE + "/check", 202, post(id + "/check", wanted)));
            steps.work(id.substring(1));
            answers.append(get(id).getBody()).append(get("").getBody());
            answers.append(get(id + "/report").getBody());
            for (String cell : List.of("2025550", "202 555", "T-1")) {
                assertFalse(answers.toString().contains(cell), answers::toString);
            }
        }
    }

    private String opened() {
        return "/"
                + read(post("", "{\"source\": \"crm\"}").getBody())
                        .path("importId")
                        .asText();
    }

    private static String check(String mapping) {
        return body(
                "ImportCheckWanted",
                Json.write(Map.of("mapping", mapping, "events", true, "parts", 1, "bytes", FILE.length())));
    }

    private static String body(String schema, String json) {
        assertEquals(Set.of(), errors(schema, read(json)));
        return json;
    }

    private APIGatewayV2HTTPResponse get(String rest) {
        return send("privacy", "GET", rest, "application/json", new byte[0]);
    }

    private APIGatewayV2HTTPResponse post(String rest, String body) {
        return send("privacy", "POST", rest, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private APIGatewayV2HTTPResponse keyed(String body, String key) {
        APIGatewayV2HTTPEvent event =
                event("privacy", "POST", "", "application/json", body.getBytes(StandardCharsets.UTF_8));
        event.setHeaders(Map.of("Content-Type", "application/json", "Idempotency-Key", key));
        return function.imports(event);
    }

    private APIGatewayV2HTTPResponse part(String id, int part, String bytes) {
        return send(
                "privacy",
                "POST",
                id + "/parts/" + part,
                "application/octet-stream",
                bytes.getBytes(StandardCharsets.UTF_8));
    }

    private APIGatewayV2HTTPResponse send(String role, String method, String rest, String type, byte[] body) {
        return function.imports(event(role, method, rest, type, body));
    }

    /** API Gateway hands bytes over as base64. */
    private APIGatewayV2HTTPEvent event(String role, String method, String rest, String type, byte[] body) {
        Map<String, String> claims = role == null ? Map.of() : caller.claims("8c1f-pia", "[" + role + "]");
        APIGatewayV2HTTPEvent event = StaffCaller.event(method, "/v1/imports" + rest, Map.of(), type, "", claims);
        event.setBody(Base64.getEncoder().encodeToString(body));
        event.setIsBase64Encoded(true);
        return event;
    }
}
