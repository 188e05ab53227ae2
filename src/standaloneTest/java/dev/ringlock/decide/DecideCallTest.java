package dev.ringlock.decide;

import static dev.ringlock.decide.DecideClient.question;
import static dev.ringlock.openapi.Contract.conforms;
import static dev.ringlock.openapi.Contract.documented;
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
import dev.ringlock.contactability.Refusal;
import dev.ringlock.http.Json;
import dev.ringlock.http.Request;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The calls of {@code decide} as they are declared, and what they make of anything else. */
public class DecideCallTest {

    private static final String PHONE = "+12025550123";
    private static final String SCOPES = "decide:marketing decide:service";
    private static final String ONE = "/v1/decisions";
    private static final String BATCH = "/v1/decisions/batch";
    private static final String RELEASE = "/v1/decisions/release";

    /** Field codes that only these calls give, each with a body that gets it. */
    public static final Map<String, Map<String, Object>> CODES = Map.of(
            "not_an_instant", changed("at", "yesterday"),
            "too_far", changed("at", "2999-01-01T00:00:00Z"),
            "not_a_decision_id", Map.of("number", PHONE, "decisionId", "x"));

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private Engines on;
    private DecideClient door;

    @BeforeEach
    void open() {
        // noon in Washington: the hours in which marketing is allowed
        clock.advance(Duration.ofHours(7));
        on = new Engines(sqlite.store(), clock);
        door = new DecideClient(on);
        new CaptureClient(on).signUp(PHONE, "marketing");
    }

    @Test
    void everyAnswerIsOneThatIsDeclared() {
        assertEquals(Set.of(), errors("DecisionWanted", read(Json.write(good()))));
        JsonNode allowed = conforms("POST " + ONE, 200, post(ONE, good()));
        assertEquals("allow", allowed.path("decision").asText());
        assertEquals(on.policy.version(), allowed.path("policyVersion").asText());
        assertTrue(
                allowed.path("validUntil").asText().compareTo(allowed.path("at").asText()) > 0);
        conforms("POST " + ONE, 200, post(ONE, changed("purpose", "gifts")));
        conforms("POST " + ONE, 401, door.post("", ONE, good()));
        conforms("POST " + ONE, 403, door.post("links", ONE, good()));
        conforms("POST " + ONE, 400, post(ONE, "{"));
        conforms("POST " + ONE, 405, door.get(SCOPES, ONE, Map.of()));
        conforms("POST " + ONE, 413, post(ONE, " ".repeat(Request.MOST_BYTES + 1)));
        Map<String, Object> release =
                Map.of("number", PHONE, "decisionId", allowed.path("decisionId").asText());
        assertEquals(Set.of(), errors("ReleaseWanted", read(Json.write(release))));
        assertEquals(
                allowed.path("decisionId"),
                conforms("POST " + RELEASE, 200, post(RELEASE, release)).path("decisionId"));
        conforms("POST " + RELEASE, 200, post(RELEASE, release));
        conforms("POST " + RELEASE, 403, door.post("links", RELEASE, release));
    }

    @Test
    void itsOwnFieldCodesAreGiven() {
        CODES.forEach((code, body) -> {
            String path = body.containsKey("decisionId") ? RELEASE : ONE;
            JsonNode problem = conforms("POST " + path, 422, post(path, body));
            assertEquals(code, problem.at("/errors/0/code").asText());
        });
    }

    @Test
    void whatIsRefusedByTheSchemaIsRefusedByTheCall() {
        for (Map<String, Object> bad : List.of(
                changed("channel", "fax"),
                changed("channel", 1),
                changed("purpose", null),
                changed("number", null),
                changed("state", "Florida"),
                changed("at", "yesterday"),
                changed("reserve", "true"),
                changed("consent", true),
                changed("key", "x"))) {
            assertFalse(errors("DecisionWanted", read(Json.write(bad))).isEmpty(), bad::toString);
            conforms("POST " + ONE, 422, post(ONE, bad));
        }
        conforms("POST " + ONE, 422, post(ONE, changed("timeZone", "Atlantis/Capital")));
        Map<String, Object> both = good();
        both.putAll(Map.of("reserve", true, "at", clock.instant().toString()));
        conforms("POST " + ONE, 422, post(ONE, both));
    }

    @Test
    void anInstantAheadIsAnsweredAndThePastIsRefusedWithTheNameOfItsPlace() {
        String ahead = clock.instant().plus(Duration.ofDays(3)).toString();
        JsonNode answer = conforms("POST " + ONE, 200, post(ONE, changed("at", ahead)));
        assertEquals("allow", answer.path("decision").asText());
        assertTrue(answer.path("at").asText().startsWith(ahead.substring(0, 16)));
        String over = clock.instant().plus(Duration.ofDays(300)).toString();
        conforms("POST " + ONE, 200, post(ONE, changed("at", over)));
        String past = clock.instant().minus(Duration.ofHours(1)).toString();
        JsonNode refused = conforms("POST " + ONE, 403, post(ONE, changed("at", past)));
        assertTrue(refused.path("detail").asText().contains("/v1/decisions/past"));
    }

    @Test
    void aBadQuestionOfManyIsDeniedWithItsPlaceAndSpoilsNoOther() {
        List<Object> asked = List.of(
                good(),
                changed("number", "+1 202 JKL 0123"),
                changed("channel", "fax"),
                "a text",
                changed("at", "1999-01-01T00:00:00Z"),
                changed("purpose", "gifts"),
                good());
        JsonNode answers = conforms("POST " + BATCH, 200, post(BATCH, Map.of("decisions", asked)))
                .path("decisions");
        assertEquals(
                List.of("", "not_a_number", "invalid", "invalid", "invalid", "unknown_purpose", ""),
                Stream.iterate(0, i -> i < asked.size(), i -> i + 1)
                        .map(i -> answers.path(i).at("/reasons/0/code").asText())
                        .toList());
        assertEquals("/decisions/1/number", answers.at("/1/reasons/0/pointer").asText());
        assertEquals("/decisions/2/channel", answers.at("/2/reasons/0/pointer").asText());
        assertEquals("/decisions/3", answers.at("/3/reasons/0/pointer").asText());
        assertEquals("/decisions/4/at", answers.at("/4/reasons/0/pointer").asText());
        assertEquals(
                asked.size(), Set.copyOf(answers.findValuesAsText("decisionId")).size());
    }

    @Test
    void aThousandQuestionsFitAndOneMoreDoesNot() {
        List<Object> asked = new ArrayList<>(java.util.Collections.nCopies(1_000, good()));
        JsonNode answers = conforms("POST " + BATCH, 200, post(BATCH, Map.of("decisions", asked)));
        assertEquals(1_000, answers.path("decisions").size());
        asked.add(good());
        conforms("POST " + BATCH, 422, post(BATCH, Map.of("decisions", asked)));
        conforms("POST " + BATCH, 422, post(BATCH, Map.of("decisions", List.of())));
        conforms("POST " + BATCH, 413, post(BATCH, " ".repeat(Request.MOST_BATCH_BYTES + 1)));
    }

    @Test
    void theReasonsTextIsInTheAskersLanguage() {
        Set<String> texts = new TreeSet<>();
        for (String language : List.of("en-GB", "es", "fr-CH", "de", "ja")) {
            JsonNode answer = conforms(
                    "POST " + ONE,
                    200,
                    door.call(
                            "POST",
                            SCOPES,
                            ONE,
                            Json.write(changed("purpose", "service")),
                            Map.of("Accept-Language", language)));
            texts.add(answer.at("/reasons/0/text").asText());
        }
        assertEquals(4, texts.size(), texts::toString);
    }

    @Test
    void theDocumentedReasonsAreTheOnesThatThereAre() {
        Set<String> codes = new TreeSet<>(Set.of("not_a_number", "invalid"));
        Stream.of(Refusal.values()).map(Refusal::id).forEach(codes::add);
        assertEquals(codes, documented("ReasonCode"));
    }

    @Test
    void anAskerSeesThePurposesThatItMayAskForInItsLanguage() {
        JsonNode answer = conforms(
                "GET /v1/purposes",
                200,
                door.get("decide:service decide:gifts", "/v1/purposes", Map.of("Accept-Language", "de")));
        assertEquals(
                "{\"purposes\":[{\"id\":\"service\",\"title\":\"Ihre Bestellungen\",\"kind\":\"transactional\","
                        + "\"channels\":[\"sms\",\"voice\"]}]}",
                answer.toString());
        conforms("GET /v1/purposes", 403, door.get("links", "/v1/purposes", Map.of()));
        conforms("GET /v1/purposes", 401, door.get("", "/v1/purposes", Map.of()));
    }

    /** Bodies that are made up, and good ones with a part exchanged, are refused in order. */
    @Test
    void nothingThatIsSentIsADefectOfOurs() {
        Random random = new Random(18);
        String good = Json.write(Map.of("decisions", List.of(good(), good())));
        for (int i = 0; i < 3_000; i++) {
            String path = List.of(ONE, BATCH, RELEASE).get(i % 3);
            String body = path.equals(BATCH) ? good : Json.write(path.equals(ONE) ? good() : release());
            char[] text = body.toCharArray();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                text[random.nextInt(text.length)] = "{}[]\",:0x\u0000é\\\uD800".charAt(random.nextInt(13));
            }
            int status = post(path, String.valueOf(text)).getStatusCode();
            assertTrue(Set.of(200, 400, 403, 422).contains(status), status + " " + String.valueOf(text));
        }
    }

    private static Map<String, Object> good() {
        return question(PHONE, "marketing");
    }

    private static Map<String, Object> release() {
        return Map.of("number", PHONE, "decisionId", "01K7Z000000000000000000000");
    }

    private static Map<String, Object> changed(String field, Object value) {
        Map<String, Object> body = new HashMap<>(good());
        body.put(field, value);
        return body;
    }

    private APIGatewayV2HTTPResponse post(String path, Object body) {
        return door.post(SCOPES, path, body);
    }
}
