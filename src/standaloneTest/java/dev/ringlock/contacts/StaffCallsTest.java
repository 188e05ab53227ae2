package dev.ringlock.contacts;

import static dev.ringlock.openapi.Contract.conforms;
import static dev.ringlock.openapi.Contract.errors;
import static dev.ringlock.openapi.Contract.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What staff send and are answered is what openapi.yaml says. */
public class StaffCallsTest {

    /** Field codes that only staff are told, each with a withdrawal that is. */
    public static final Map<String, String> CODES = Map.of(
            "unknown_purpose", "{\"purposes\": [\"gifts\"], \"reason\": \"asked\", \"asked\": \"mail\"}",
            "unknown_choice", "{\"all\": true, \"reason\": \"asked\", \"asked\": \"smoke\"}");

    /** What a look-up alone is told. */
    public static final String OF_A_RECORD = "not_a_record_id";

    private static final String PHONE = "+12025550123";
    private static final String ONE = "/v1/contacts/{contactId}";

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private ContactsClient door;
    private String id;

    @BeforeEach
    void open() {
        Engines engines = new Engines(sqlite.store(), clock);
        door = new ContactsClient(engines);
        id = "/" + engines.index.contactId(PhoneNumber.ofCanonical(PHONE)).value();
        new CaptureClient(engines).signUp(PHONE, "marketing", "service");
        new CaptureClient(engines).signUp("+12025550124", "service");
        new InboundClient(engines).text("SM1", PHONE, "+12025550100", "STOP", null);
        new InboundClient(engines).text("SM2", PHONE, "+12025550101", "please don't stop", null);
    }

    @Test
    void everyCallIsAnsweredAsDeclared() {
        String number = body("LookUp", "{\"number\": \"+1 202 555 0123\", \"region\": \"US\"}");
        JsonNode found = conforms("POST /v1/contacts/lookup", 200, door.call("privacy", "POST", "/lookup", number));
        assertEquals(2, found.path("consents").size());
        String byId = body("LookUp", "{\"contactId\": \"" + id.substring(1) + "\"}");
        conforms("POST /v1/contacts/lookup", 200, door.call("privacy", "POST", "/lookup", byId));
        String record = found.at("/consents/1/recordId").asText();
        String byRecord = body("LookUp", "{\"recordId\": \"" + record + "\"}");
        conforms("POST /v1/contacts/lookup", 200, door.call("privacy", "POST", "/lookup", byRecord));
        JsonNode page = conforms("GET /v1/contacts", 200, door.call("privacy", "GET", "", "", Map.of("limit", "1")));
        conforms(
                "GET /v1/contacts",
                200,
                door.call(
                        "privacy",
                        "GET",
                        "",
                        "",
                        Map.of("cursor", page.path("next").asText())));
        Map<String, String> filter = Map.of("state", "granted", "purpose", "service", "country", "US");
        conforms("GET /v1/contacts", 200, door.call("privacy", "GET", "", "", filter));
        conforms("GET " + ONE, 200, door.call("privacy", "GET", id, ""));
        JsonNode history = conforms("GET " + ONE + "/ledger", 200, door.call("auditor", "GET", id + "/ledger", ""));
        assertEquals(4, history.path("entries").size());
        String release = body("HoldDecision", "{\"decision\": \"release\", \"reason\": \"a question\"}");
        conforms("POST " + ONE + "/hold", 200, door.call("privacy", "POST", id + "/hold", release));
        conforms("POST " + ONE + "/hold", 409, door.call("privacy", "POST", id + "/hold", release));
        String some = body(
                "StaffWithdrawal",
                "{\"purposes\": [\"service\"], \"all\": false, \"reason\": \"asked\", \"asked\": \"in_person\"}");
        conforms("POST " + ONE + "/withdraw", 200, door.call("privacy", "POST", id + "/withdraw", some));
        String all = body("StaffWithdrawal", "{\"all\": true, \"reason\": \"asked\", \"asked\": \"mail\"}");
        conforms("POST " + ONE + "/withdraw", 200, door.call("privacy", "POST", id + "/withdraw", all));
        String byNumber = body(
                "StaffWithdrawalOfNumber",
                "{\"number\": \"+1 202 555 0199\", \"all\": true, \"reason\": \"asked\", \"asked\": \"letter\"}");
        conforms("POST /v1/contacts/withdraw", 200, door.call("privacy", "POST", "/withdraw", byNumber));
    }

    @Test
    void everyRefusalIsDeclared() {
        String nobody = "/c1_" + "a".repeat(26);
        for (String call : Set.of("GET ", "GET /ledger", "POST /withdraw", "POST /hold")) {
            String[] parts = call.split(" ", -1);
            String operation = parts[0] + " " + ONE + parts[1];
            conforms(operation, 401, door.call("", parts[0], id + parts[1], "{}"));
            conforms(operation, 403, door.call("analyst", parts[0], id + parts[1], "{}"));
            conforms(operation, 405, door.call("privacy", "PUT", id + parts[1], "{}"));
            int wrong = parts[0].equals("POST") ? 422 : 404;
            conforms(operation, wrong, door.call("privacy", parts[0], nobody + parts[1], "{}"));
        }
        conforms("POST /v1/contacts/lookup", 404, door.call("privacy", "POST", "/lookup", lookUp("0199")));
        conforms("POST /v1/contacts/lookup", 422, door.call("privacy", "POST", "/lookup", lookUp("01")));
        conforms("POST /v1/contacts/lookup", 400, door.call("privacy", "POST", "/lookup", "{"));
        conforms("POST /v1/contacts/withdraw", 401, door.call("", "POST", "/withdraw", "{}"));
        conforms("POST /v1/contacts/withdraw", 403, door.call("analyst", "POST", "/withdraw", "{}"));
        conforms("POST /v1/contacts/withdraw", 405, door.call("privacy", "GET", "/withdraw", ""));
        conforms("POST /v1/contacts/withdraw", 422, door.call("privacy", "POST", "/withdraw", "{}"));
        conforms("GET /v1/contacts", 422, door.call("privacy", "GET", "", "", Map.of("held", "maybe")));
        conforms("GET /v1/contacts", 403, door.call("auditor", "GET", "", ""));
    }

    @Test
    void theirOwnFieldCodesAreGiven() {
        CODES.forEach((code, body) -> {
            JsonNode problem =
                    conforms("POST " + ONE + "/withdraw", 422, door.call("privacy", "POST", id + "/withdraw", body));
            assertEquals(code, problem.at("/errors/0/code").asText());
        });
        String noRecord = "{\"recordId\": \"1234\"}";
        assertFalse(errors("LookUp", read(noRecord)).isEmpty());
        JsonNode problem = conforms("POST /v1/contacts/lookup", 422, door.call("privacy", "POST", "/lookup", noRecord));
        assertEquals(OF_A_RECORD, problem.at("/errors/0/code").asText());
    }

    @Test
    void aBodyThatSaysTwoThingsDoesNotValidate() {
        for (String bad : Set.of(
                "{\"all\": true, \"purposes\": [\"service\"], \"reason\": \"asked\", \"asked\": \"mail\"}",
                "{\"reason\": \"asked\", \"asked\": \"mail\"}")) {
            assertFalse(errors("StaffWithdrawal", read(bad)).isEmpty(), bad);
            assertEquals(
                    422, door.call("privacy", "POST", id + "/withdraw", bad).getStatusCode(), bad);
        }
    }

    private static String body(String schema, String json) {
        assertEquals(Set.of(), errors(schema, read(json)));
        return json;
    }

    private static String lookUp(String end) {
        return "{\"number\": \"+1 202 555 " + end + "\"}";
    }
}
