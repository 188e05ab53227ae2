package dev.ringlock.dataset;

import static dev.ringlock.openapi.Contract.conforms;
import static dev.ringlock.openapi.Contract.errors;
import static dev.ringlock.openapi.Contract.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.dataset.run.DatasetSteps;
import dev.ringlock.imports.run.ImportClient;
import dev.ringlock.imports.run.ImportsOnStore;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.purge.People;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls of datasets take and answer what openapi.yaml says, and no answer has a number or a contact's id. */
public class DatasetCallTest {

    /** Field codes that datasets alone are told, each with a body that is; the last is a re-identification's. */
    public static final Map<String, String> CODES = Map.of(
            "out_of_range", "{\"kind\": \"counts\", \"columns\": [\"country\"], \"reason\": \"x\", \"keptDays\": 0}",
            "twice", "{\"kind\": \"counts\", \"columns\": [\"country\", \"country\"], \"reason\": \"x\"}",
            "sensitive_only", "{\"kind\": \"rows\", \"columns\": [\"state.marketing\"], \"reason\": \"x\"}",
            "sensitive",
                    "{\"kind\": \"rows\", \"columns\": [\"country\"], \"reason\": \"x\","
                            + " \"filters\": [{\"column\": \"state.service\", \"values\": [\"granted\"]}]}",
            "not_a_value",
                    "{\"kind\": \"rows\", \"columns\": [\"country\"], \"reason\": \"x\","
                            + " \"filters\": [{\"column\": \"country\", \"values\": [\"U S\"]}]}",
            "not_a_pseudonym", "{\"pseudonym\": \"p_1\", \"reason\": \"x\"}");

    private static final String ALL = " /v1/datasets";
    private static final String ONE = ALL + "/{datasetId}";
    private static final String WANTED =
            "{\"kind\": \"%s\", \"columns\": [%s], \"reason\": \"spring report\", \"keptDays\": 7}";
    private static final String ROWS = WANTED.formatted("rows", "\"country\", \"language\", \"state.marketing\"");
    private static final int PEOPLE = 40;

    /** All agree to one purpose, so that their numbers stay, and with them their country. */
    private static final String MAPPING = ImportsOnStore.TO_MARKETING
            + "  - {purpose: service, answer: {column: Service, yes: [\"yes\"], no: [\"no\"]}}\n";

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private StaffCaller caller;
    private DatasetSteps steps;
    private Arrivals arrivals;
    private DatasetsFunction function;

    @BeforeEach
    void open() {
        Engines engines = new Engines(sqlite.store(), clock);
        StringBuilder file = new StringBuilder("Id,Phone,Status,Service,Date,Ticket\n");
        for (int person = 0; person < PEOPLE; person++) {
            String answer = person % 2 == 0 ? "yes" : "no";
            file.append("%d,%s,%s,yes,2046-03-01T10:00:00Z,T-1\n"
                    .formatted(person, People.american(person).e164(), answer));
        }
        new ImportClient(engines, new FilesInMemory()).imported("crm", file.toString(), MAPPING);
        arrivals = engines.arrivals;
        caller = new StaffCaller(clock);
        steps = DatasetSteps.of(engines, engines.store, new FilesInMemory());
        function = new DatasetsFunction(
                caller.tokens(engines.policy),
                engines.policy,
                engines.arrivals,
                steps.datasets(),
                new Reidentification(engines.store, steps.datasets()));
    }

    @Test
    void everyAnswerIsOneThatIsDeclared() {
        JsonNode asked = conforms("POST" + ALL, 202, post("", wanted(ROWS)));
        assertEquals("running", asked.path("state").asText());
        assertFalse(asked.at("/columns/0").has("level"), "nobody knows yet");
        String id = "/" + asked.path("datasetId").asText();
        conforms("POST" + ALL, 409, post("", ROWS));
        conforms("GET" + ONE + "/parts/{part}", 404, get(id + "/parts/1"));
        steps.run(id.substring(1));
        JsonNode done = conforms("GET" + ONE, 200, get(id));
        assertEquals("done", done.path("state").asText(), done::toString);
        assertEquals(PEOPLE, done.path("people").asInt());
        assertTrue(done.path("k").asInt() >= 10 && done.path("l").asInt() >= 2, done::toString);
        APIGatewayV2HTTPResponse csv = get(id + "/parts/1");
        conforms("GET" + ONE + "/parts/{part}", 200, csv);
        assertEquals(PEOPLE + 1, csv.getBody().lines().count());
        APIGatewayV2HTTPResponse lines = get(id + "/parts/1", Map.of("format", "ndjson"));
        conforms("GET" + ONE + "/parts/{part}", 200, lines);
        assertEquals(PEOPLE, lines.getBody().lines().count());
        for (String body : List.of(csv.getBody(), lines.getBody(), done.toString())) {
            assertFalse(body.contains("+1") || body.contains("c1_"), body);
        }
        JsonNode listed = conforms("GET" + ALL, 200, get(""));
        assertEquals(done, listed.at("/datasets/0"));
        assertEquals(5, listed.path("eventColumns").size());
        assertTrue(listed.at("/peopleColumns/8/sensitive").asBoolean(), listed::toString);
        String pseudonym =
                csv.getBody().lines().skip(1).findFirst().orElseThrow().substring(0, 28);
        String whose = "{\"pseudonym\": \"%s\", \"reason\": \"asks for help\"}";
        assertEquals(Set.of(), errors("ReidentificationWanted", read(whose.formatted(pseudonym))));
        JsonNode found = conforms(
                "POST" + ONE + "/reidentify",
                200,
                send("privacy", "POST", id + "/reidentify", whose.formatted(pseudonym)));
        assertTrue(found.path("contactId").asText().startsWith("c1_"), found::toString);
        JsonNode nobody = conforms(
                "POST" + ONE + "/reidentify",
                200,
                send("privacy", "POST", id + "/reidentify", whose.formatted("p_" + "a".repeat(26))));
        assertEquals(read("{\"percent\": 100}"), nobody);
        for (int time = 0; time < 2; time++) {
            JsonNode ended = conforms("POST" + ONE + "/end", 200, post(id + "/end", ""));
            assertEquals("ended", ended.path("state").asText());
        }
        conforms("GET" + ONE + "/parts/{part}", 404, get(id + "/parts/1"));
        conforms(
                "POST" + ONE + "/reidentify",
                404,
                send("privacy", "POST", id + "/reidentify", whose.formatted(pseudonym)));
    }

    @Test
    void countsAndEventsAreAnsweredAsDeclared() {
        for (String body : List.of(
                WANTED.formatted("counts", "\"country\", \"state.marketing\""),
                WANTED.formatted("events", "\"week\", \"event\"").replace("{", "{\"weeks\": 52, "))) {
            JsonNode asked = conforms("POST" + ALL, 202, post("", wanted(body)));
            String id = "/" + asked.path("datasetId").asText();
            steps.run(id.substring(1));
            JsonNode view = conforms("GET" + ONE, 200, get(id));
            if (asked.path("kind").asText().equals("counts")) {
                APIGatewayV2HTTPResponse csv = get(id + "/parts/1");
                conforms("GET" + ONE + "/parts/{part}", 200, csv);
                assertEquals("country,state.marketing,people\nUS,granted,20\nUS,withdrawn,20\n", csv.getBody());
                conforms("GET" + ONE + "/parts/{part}", 200, get(id + "/parts/1", Map.of("format", "ndjson")));
            } else {
                assertEquals(52, view.path("weeks").asInt());
                // all of them came in the week that is not over
                assertEquals("too_few_people", view.path("refusal").asText(), view::toString);
            }
        }
    }

    /** It is text of their own, and may say who it was. */
    @Test
    void theWordsThatStaffTypedAboutAnOptOutAreInNoDataset() {
        for (int person = 0; person < 12; person++) {
            String contact = "c1_" + "a".repeat(24) + "b" + (char) ('a' + person);
            Map<String, String> fields = Map.of("method", "staff", "reason", "said \"no\", she is ill");
            sqlite.store()
                    .append(() -> List.of(new Entry(
                            contact,
                            arrivals.ulid(clock.instant()),
                            Event.WITHDRAWN,
                            clock.instant(),
                            "",
                            new TreeMap<>(fields))));
        }
        clock.advance(Duration.ofDays(7));
        String body = WANTED.formatted("events", "\"week\", \"event\", \"reason\"");
        String id = "/" + read(post("", body).getBody()).path("datasetId").asText();
        steps.run(id.substring(1));
        JsonNode done = read(get(id).getBody());
        assertEquals("done", done.path("state").asText(), done::toString);
        assertEquals("""
                week,event,reason,people
                2046-W47,given,imported,40
                2046-W47,withdrawn,imported,20
                2046-W47,withdrawn,staff,12
                """, get(id + "/parts/1").getBody());
    }

    @Test
    void aRefusalIsDeclaredToo() {
        conforms("POST" + ALL, 400, post("", "{"));
        conforms("POST" + ALL, 413, post("", " ".repeat(16 * 1024 + 1)));
        conforms("POST" + ALL, 415, function.datasets(event("analyst", "POST", "", "text/plain", "{}", Map.of())));
        conforms("POST" + ALL, 405, send("analyst", "PUT", "", ""));
        for (String nobodys : List.of("/01KD5M0AZ0000000000000000A", "/x")) {
            conforms("GET" + ONE, 404, get(nobodys));
            conforms("GET" + ONE + "/parts/{part}", 404, get(nobodys + "/parts/1"));
            conforms("POST" + ONE + "/end", 404, post(nobodys + "/end", ""));
        }
        JsonNode first = conforms("POST" + ALL, 202, keyed(ROWS));
        assertEquals(first, conforms("POST" + ALL, 202, keyed(ROWS)));
        conforms("POST" + ALL, 422, keyed(ROWS.replace("spring", "summer")));
        String id = "/" + first.path("datasetId").asText();
        steps.run(id.substring(1));
        conforms("GET" + ONE + "/parts/{part}", 400, get(id + "/parts/1", Map.of("format", "parquet")));
        for (String nothing : List.of("0", "2", "x", "1000000")) {
            conforms("GET" + ONE + "/parts/{part}", 404, get(id + "/parts/" + nothing));
        }
    }

    @Test
    void afterTheLastAnswerOfThirtyDaysThereIsNoneButTheRefusalThatSaysWhenThereIs() {
        for (int answer = 0; answer < 20; answer++) {
            String id = read(post("", ROWS).getBody()).path("datasetId").asText();
            conforms("POST" + ONE + "/end", 200, post("/" + id + "/end", ""));
        }
        APIGatewayV2HTTPResponse spent = post("", ROWS);
        conforms("POST" + ALL, 429, spent);
        long seconds = Long.parseLong(spent.getHeaders().get("Retry-After"));
        assertTrue(seconds > 29 * 86_400 && seconds <= 30 * 86_400, spent::toString);
    }

    @Test
    void eachFieldCodeIsTold() {
        CODES.forEach((code, body) -> {
            boolean ofPseudonym = code.equals("not_a_pseudonym");
            String id = "/01KD5M0AZ0000000000000000A/reidentify";
            JsonNode problem = conforms(
                    "POST" + (ofPseudonym ? ONE + "/reidentify" : ALL),
                    422,
                    ofPseudonym ? send("privacy", "POST", id, body) : post("", body));
            assertEquals(Set.of(code), new TreeSet<>(problem.findValuesAsText("code")), problem::toString);
        });
    }

    /** The ledger keeps filters in clear. */
    @Test
    void aFilterTakesNoPhoneNumberAndEveryWeek() {
        String of = ROWS.replace("{", "{\"filters\": [{\"column\": \"signup_week\", \"values\": [\"VALUE\"]}], ");
        for (String value : List.of("2025550123", "202-555-0123", "a2025550123", "5550123")) {
            assertFalse(
                    errors("DatasetWanted", read(of.replace("VALUE", value))).isEmpty());
            conforms("POST" + ALL, 422, post("", of.replace("VALUE", value)));
        }
        conforms("POST" + ALL, 202, post("", wanted(of.replace("VALUE", "2046-W09"))));
    }

    @Test
    void aBodyOfAnotherShapeIsRefusedAndNoFailure() {
        for (String body : List.of("[]", "\"x\"", "1", "null", "")) {
            conforms("POST" + ALL, 400, post("", body));
        }
        for (String value : List.of("{}", "\"x\"", "1.5", "true", "1e400", "[1]", "[[]]", "[{}]", "[null]")) {
            String of = "{\"kind\": VALUE, \"columns\": VALUE, \"filters\": VALUE, \"weeks\": VALUE,"
                    + " \"reason\": VALUE, \"keptDays\": VALUE}";
            conforms("POST" + ALL, 422, post("", of.replace("VALUE", value)));
        }
    }

    /** Before anything is read: one answer, whether the dataset is there or not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {"none | 401", "auditor | 403", "support:service | 403", "campaign:marketing | 403"})
    void nobodyElseMayOrLearnsWhatIsThere(String role, int status) {
        String there = "/" + read(post("", ROWS).getBody()).path("datasetId").asText();
        for (String id : List.of(there, "/01KD5M0AZ0000000000000000A")) {
            conforms("GET" + ONE, status, send(role, "GET", id, ""));
            conforms("GET" + ONE + "/parts/{part}", status, send(role, "GET", id + "/parts/1", ""));
            conforms("POST" + ONE + "/end", status, send(role, "POST", id + "/end", ""));
            conforms("POST" + ONE + "/reidentify", status, send(role, "POST", id + "/reidentify", "{}"));
        }
        conforms("GET" + ALL, status, send(role, "GET", "", ""));
        conforms("POST" + ALL, status, send(role, "POST", "", "{}"));
    }

    @Test
    void anAnalystSeesNoOtherAnalystsAndPrivacySeesAllButNoRow() {
        String id = "/" + read(post("", ROWS).getBody()).path("datasetId").asText();
        steps.run(id.substring(1));
        APIGatewayV2HTTPEvent other = event("analyst", "GET", id, "", "", Map.of());
        other.getRequestContext().getAuthorizer().getJwt().setClaims(caller.claims("another-analyst", "[analyst]"));
        conforms("GET" + ONE, 404, function.datasets(other));
        conforms("GET" + ONE, 200, send("privacy", "GET", id, ""));
        conforms("GET" + ONE + "/parts/{part}", 403, send("privacy", "GET", id + "/parts/1", ""));
        conforms("POST" + ONE + "/reidentify", 403, post(id + "/reidentify", "{}"));
        conforms("POST" + ONE + "/end", 200, send("privacy", "POST", id + "/end", ""));
    }

    private static String wanted(String body) {
        assertEquals(Set.of(), errors("DatasetWanted", read(body)));
        return body;
    }

    private APIGatewayV2HTTPResponse get(String rest) {
        return get(rest, Map.of());
    }

    private APIGatewayV2HTTPResponse get(String rest, Map<String, String> query) {
        return function.datasets(event("analyst", "GET", rest, "application/json", "", query));
    }

    private APIGatewayV2HTTPResponse post(String rest, String body) {
        return send("analyst", "POST", rest, body);
    }

    private APIGatewayV2HTTPResponse keyed(String body) {
        APIGatewayV2HTTPEvent event = event("analyst", "POST", "", "application/json", body, Map.of());
        event.setHeaders(Map.of("Content-Type", "application/json", "Idempotency-Key", "once"));
        return function.datasets(event);
    }

    private APIGatewayV2HTTPResponse send(String role, String method, String rest, String body) {
        return function.datasets(event(role, method, rest, "application/json", body, Map.of()));
    }

    private APIGatewayV2HTTPEvent event(
            String role, String method, String rest, String type, String body, Map<String, String> query) {
        Map<String, String> claims = role == null ? Map.of() : caller.claims("8c1f-" + role, "[" + role + "]");
        return StaffCaller.event(method, "/v1/datasets" + rest, query, type, body, claims);
    }
}
