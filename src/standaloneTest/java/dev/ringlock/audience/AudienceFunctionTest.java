package dev.ringlock.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.audience.numbers.OpenedNumbers;
import dev.ringlock.audience.numbers.OpenedNumbers.Numbered;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.sqlite.SqliteForTests;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, and what is read of a request. */
class AudienceFunctionTest {

    private static final String PHONE = "+12025550123";
    private static final String GOOD = "{\"reason\": \"autumn news\", \"campaign\": \"autumn-26\"}";

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private Engines engines;
    private AudienceClient door;

    @BeforeEach
    void open() {
        engines = new Engines(sqlite.store(), clock);
        new CaptureClient(engines).signUp(PHONE, "marketing");
        door = new AudienceClient(engines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "campaign:marketing                       | 200",
                "campaign:marketing campaign:service      | 200",
                "campaign:service                         | 403",
                "campaign:maintenance                     | 403",
                "campaign                                 | 403",
                "campaign:                                | 403",
                "Campaign:Marketing                       | 403",
                "support:marketing                        | 403",
                "support:marketing analyst privacy auditor admin | 403",
                "''                                       | 403",
            })
    void onlyThePurposesCampaignsAreGivenIt(String groups, int status) {
        assertAnswered(status, door.claims("ann", "[" + groups.strip() + "]"));
    }

    @ParameterizedTest
    @CsvSource({"iss, https://elsewhere.example", "client_id, another-client", "token_use, id", "exp, 1795428000"})
    void aTokenThatDoesNotCountIsNone(String claim, String value) {
        Map<String, String> claims = door.claims("ann", "[campaign:marketing]");
        claims.put(claim, value);
        assertAnswered(401, claims);
        claims.remove(claim);
        assertAnswered(401, claims);
    }

    @Test
    void aFunctionServesItsOwnPurposeAloneAndThePolicysAlone() {
        AudienceClient marketings = new AudienceClient(engines, engines.keys, new Purpose("marketing"));
        AudienceClient services = new AudienceClient(engines, engines.keys, new Purpose("service"));
        Map<String, String> claims =
                door.claims("ann", "[campaign:service campaign:marketing campaign:maintenance campaign:gone]");
        assertEquals(404, services.post("marketing", GOOD, claims).getStatusCode());
        assertEquals(List.of(), sqlite.store().history("actor/ann", null, 10).items());
        assertEquals(200, marketings.post("marketing", GOOD, claims).getStatusCode());
        // a role of a purpose that the policy does not have is none
        for (String purpose : List.of("maintenance", "gone")) {
            assertEquals(403, door.post(purpose, GOOD, claims).getStatusCode(), purpose);
        }
        for (String purpose : List.of("Marketing", "marketing/x", "%6darketing", "")) {
            assertEquals(404, door.post(purpose, GOOD, claims).getStatusCode(), purpose);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|required|/reason /campaign",
                "{`reason`: 1, `campaign`: 1}|wrong_type|/reason /campaign",
                "{`reason`: ` `, `campaign`: `x`}|empty|/reason",
                "{`reason`: `it is 202 555 0123`, `campaign`: `x`}|holds_number|/reason",
                "{`reason`: `it is 555-0123`, `campaign`: `x`}|holds_number|/reason",
                "{`reason`: `x`, `campaign`: ``}|not_a_campaign|/campaign",
                "{`reason`: `x`, `campaign`: `a/b`}|not_a_campaign|/campaign",
                "{`reason`: `x`, `campaign`: `to-12025550123`}|not_a_campaign|/campaign",
                "{`reason`: `x`, `campaign`: `x`, `limit`: 0}|size|/limit",
                "{`reason`: `x`, `campaign`: `x`, `limit`: 1001}|size|/limit",
                "{`reason`: `x`, `campaign`: `x`, `limit`: 1.5}|wrong_type|/limit",
                "{`reason`: `x`, `campaign`: `x`, `cursor`: `!`}|wrong_type|/cursor",
                "{`reason`: `x`, `campaign`: `x`, `cursor`: `YTpi`}|wrong_type|/cursor",
                "{`reason`: `x`, `campaign`: `x`, `purpose`: `x`}|unknown_field|``",
            })
    void aMistakeIsToldAndNothingIsRead(String json, String code, String pointers) {
        APIGatewayV2HTTPResponse answer =
                door.post("marketing", json.replace('`', '"'), door.claims("ann", "[campaign:marketing]"));
        assertEquals(422, answer.getStatusCode(), answer.getBody());
        for (String pointer : pointers.split(" ", -1)) {
            assertTrue(
                    answer.getBody().contains("{\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\""),
                    answer.getBody());
        }
        assertFalse(answer.getBody().contains("555"), answer.getBody());
        assertEquals(List.of(), sqlite.store().history("actor/ann", null, 10).items());
    }

    @Test
    void aCursorIsOnlyAPlaceAndMayNameAnyContact() {
        String place = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("c1_" + "7".repeat(26)).getBytes(StandardCharsets.US_ASCII));
        APIGatewayV2HTTPResponse answer = door.post(
                "marketing",
                GOOD.replace("}", ", \"cursor\": \"" + place + "\"}"),
                door.claims("ann", "[campaign:marketing]"));
        assertEquals(200, answer.getStatusCode());
        assertFalse(answer.getBody().contains("next"), answer.getBody());
    }

    @Test
    void onlyAPostOfJsonIsTaken() {
        Map<String, String> claims = door.claims("ann", "[campaign:marketing]");
        String path = "/v1/purposes/marketing/audience";
        APIGatewayV2HTTPResponse get = door.send("GET", path, "application/json", "", claims);
        assertEquals(405, get.getStatusCode());
        assertEquals("POST", get.getHeaders().get("Allow"));
        assertEquals(415, door.send("POST", path, "text/plain", GOOD, claims).getStatusCode());
        assertEquals(400, door.post("marketing", "{", claims).getStatusCode());
        assertEquals(List.of(), sqlite.store().history("actor/ann", null, 10).items());
    }

    @Test
    void theLogTellsThatAPageWasGivenAndNoneOfIt() {
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
            door.post("marketing", GOOD, door.claims("person-4711", "[campaign:marketing]"));
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        String log = String.join("\n", lines);
        assertTrue(log.contains("audience: done, 200"), log);
        for (String telling : List.of("5550123", "person-4711", "autumn")) {
            assertFalse(log.contains(telling), log);
        }
        ContactId contact = engines.index.contactId(PhoneNumber.ofCanonical(PHONE));
        OpenedNumbers opened = new OpenedNumbers(List.of(new Numbered(contact, PhoneNumber.ofCanonical(PHONE))), 0);
        assertFalse(opened.toString().contains("555"));
        assertFalse(AudiencePage.of(new Purpose("marketing"), opened, null)
                .toString()
                .contains("555"));
    }

    private void assertAnswered(int status, Map<String, String> claims) {
        APIGatewayV2HTTPResponse answer = door.post("marketing", GOOD, new TreeMap<>(claims));
        assertEquals(status, answer.getStatusCode(), answer.getBody());
        assertEquals(status == 200, answer.getBody().contains(PHONE));
        assertEquals(
                status == 200 ? 2 : 0,
                sqlite.store().history("actor/ann", null, 10).items().size());
    }
}
