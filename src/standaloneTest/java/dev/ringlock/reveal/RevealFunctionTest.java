package dev.ringlock.reveal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.http.Json;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Counter;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.sqlite.SqliteForTests;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, and what is read of a request. */
class RevealFunctionTest {

    private static final String PHONE = "+12025550123";
    private static final String UNKNOWN = "c1_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private final AtomicInteger counted = new AtomicInteger();
    private Engines engines;
    private RevealClient door;

    @BeforeEach
    void open() {
        engines = new Engines(
                new ForwardingStore(sqlite.store()) {
                    @Override
                    public List<Long> count(List<Counter> counters) {
                        counted.incrementAndGet();
                        return super.count(counters);
                    }
                },
                clock);
        new CaptureClient(engines).signUp(PHONE, "service");
        counted.set(0);
        door = new RevealClient(engines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "support:service                         | 200",
                "support:marketing                       | 403",
                "support:service support:marketing       | 200",
                "support:maintenance                     | 403",
                "support                                 | 403",
                "support:                                | 403",
                "Support:Service                         | 403",
                "campaign:service                        | 403",
                "analyst                                 | 403",
                "privacy                                 | 403",
                "auditor                                 | 403",
                "admin                                   | 403",
                "campaign:service analyst privacy auditor | 403",
                "''                                      | 403",
            })
    void onlyThePurposesSupportIsShownIt(String groups, int status) {
        assertAnswered(status, door.claims("ann", "[" + groups.strip() + "]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iss            | https://elsewhere.example",
                "iss            | ''",
                "client_id      | another-client",
                "token_use      | id",
                "exp            | 1795428000",
                "exp            | soon",
                "sub            | ''",
            })
    void aTokenThatDoesNotCountIsNone(String claim, String value) {
        Map<String, String> claims = door.claims("ann", "[support:service]");
        claims.put(claim, value);
        assertAnswered(401, claims);
        claims.remove(claim);
        assertAnswered(401, claims);
    }

    @Test
    void whoHasNoTokenIsToldNothing() {
        assertAnswered(401, Map.of());
    }

    @Test
    void aFunctionServesItsOwnPurposeAloneAndThePolicysAlone() {
        RevealClient marketings = new RevealClient(engines, engines.policy, new Purpose("marketing"));
        RevealClient services = new RevealClient(engines, engines.policy, new Purpose("service"));
        Map<String, String> claims =
                door.claims("ann", "[support:service support:marketing support:maintenance support:gone]");
        assertEquals(404, marketings.post("service", body(contact()), claims).getStatusCode());
        assertEquals(200, services.post("service", body(contact()), claims).getStatusCode());
        counted.set(0);
        // a role of a purpose that the policy does not have is none
        for (String purpose : List.of("maintenance", "gone")) {
            assertEquals(403, door.post(purpose, body(contact()), claims).getStatusCode(), purpose);
        }
        for (String purpose : List.of("Service", "service/x", "%73ervice", "")) {
            assertEquals(404, door.post(purpose, body(contact()), claims).getStatusCode(), purpose);
        }
        assertEquals(0, counted.get());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|required|/contactId /reason /note",
                "{`contactId`: `ID`, `reason`: `call_back`, `note`: 1}|wrong_type|/note",
                "{`contactId`: `ID`, `reason`: `call_back`, `note`: `x`, `number`: `x`}|unknown_field|``",
                "{`contactId`: `+12025550123`, `reason`: `call_back`, `note`: `x`}|not_a_contact_id|/contactId",
                "{`contactId`: `ID`, `reason`: `curious`, `note`: `x`}|unknown_choice|/reason",
                "{`contactId`: `ID`, `reason`: `call_back`, `note`: ` `}|empty|/note",
                "{`contactId`: `ID`, `reason`: `call_back`, `note`: `201 times X`}|too_long|/note",
                "{`contactId`: `ID`, `reason`: `call_back`, `note`: `it is 202 555 0123`}|holds_number|/note",
                "{`contactId`: `ID`, `reason`: `call_back`, `note`: `it is 555-0123`}|holds_number|/note",
            })
    void aMistakeIsToldAndNotCounted(String json, String code, String pointers) {
        String body = json.replace('`', '"').replace("ID", UNKNOWN).replace("201 times X", "x".repeat(201));
        APIGatewayV2HTTPResponse answer = door.post("service", body, door.claims("ann", "[support:service]"));
        assertEquals(422, answer.getStatusCode(), answer.getBody());
        for (String pointer : pointers.split(" ", -1)) {
            assertTrue(
                    answer.getBody().contains("{\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\""),
                    answer.getBody());
        }
        assertFalse(answer.getBody().contains("555"), answer.getBody());
        assertEquals(0, counted.get());
    }

    @Test
    void aNoteMayBeAsLongAsThat() {
        String body = body(contact()).replace("asked", "x".repeat(200));
        assertEquals(
                200,
                door.post("service", body, door.claims("ann", "[support:service]"))
                        .getStatusCode());
    }

    @Test
    void onlyAPostOfJsonIsTaken() {
        Map<String, String> claims = door.claims("ann", "[support:service]");
        String path = "/v1/purposes/service/reveal";
        APIGatewayV2HTTPResponse get = door.send("GET", path, "application/json", "", claims);
        assertEquals(405, get.getStatusCode());
        assertEquals("POST", get.getHeaders().get("Allow"));
        assertEquals(
                415,
                door.send("POST", path, "text/plain", body(contact()), claims).getStatusCode());
        assertEquals(400, door.post("service", "{", claims).getStatusCode());
        assertEquals(0, counted.get());
    }

    @Test
    void theLogTellsThatANumberWasShownAndNoneOfIt() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                Object[] parameters = line.getParameters();
                lines.add(line.getMessage() + (parameters == null ? "" : List.of(parameters)));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try {
            Map<String, String> claims = door.claims("person-4711", "[support:service]");
            door.post("service", body(contact()).replace("asked", "a note on them"), claims);
            door.post("service", body(PHONE), claims);
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        String log = String.join("\n", lines);
        assertTrue(log.contains("reveal: done, 200"), log);
        for (String telling : List.of("5550123", contact(), "person-4711", "a note on them")) {
            assertFalse(log.contains(telling), log);
        }
        assertFalse(new RevealedNumber("c1_x", PHONE, "service", "").toString().contains("555"));
    }

    /** The same answer for a contact that is there and for one that is not, unless it is the number. */
    private void assertAnswered(int status, Map<String, String> claims) {
        APIGatewayV2HTTPResponse answer = door.post("service", body(contact()), new TreeMap<>(claims));
        assertEquals(status, answer.getStatusCode(), answer.getBody());
        assertEquals(status == 200, answer.getBody().contains(PHONE));
        assertEquals(status == 200 ? 1 : 0, counted.getAndSet(0));
        if (status != 200) {
            APIGatewayV2HTTPResponse unknown = door.post("service", body(UNKNOWN), new TreeMap<>(claims));
            assertEquals(answer, unknown);
            assertEquals(
                    List.of(), sqlite.store().history("actor/ann", null, 10).items());
        }
    }

    private String contact() {
        return engines.index.contactId(PhoneNumber.ofCanonical(PHONE)).value();
    }

    private static String body(String contact) {
        return Json.write(Map.of("contactId", contact, "reason", "call_back", "note", "asked"));
    }
}
