package dev.ringlock.decide;

import static dev.ringlock.openapi.Contract.conforms;
import static dev.ringlock.openapi.Contract.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.openapi.Contract;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The certification scenario of OpenID's AuthZEN Authorization API 1.0 (levels Basic, Batch and Discovery), with our subjects
 * in place of its own: alice is a number that agreed to marketing and service, bob one that agreed to service alone. Its
 * levels Properties are about a policy that trusts what the caller says of a person, which ours never does: a declared zone is
 * all. Each answer is validated by schemas that were written from the specification's text.
 */
class AuthZenScenarioTest {

    private static final String SCOPES = "decide:marketing decide:service";
    private static final String ONE = "/access/v1/evaluation";
    private static final String SEVERAL = "/access/v1/evaluations";
    private static final String ALICE = "{'type':'phone_number','id':'+12025550123'}";
    private static final String BOB = "{'type':'phone_number','id':'+12025550124'}";
    private static final String MARKETING = "{'type':'purpose','id':'marketing'}";
    private static final String SERVICE = "{'type':'purpose','id':'service'}";
    private static final String SMS = "{'name':'sms'}";
    private static final String ALICE_MAY = question(ALICE, SMS, MARKETING);
    private static final String BOB_MAY_NOT = question(BOB, SMS, MARKETING);

    private static final String ID = "https://ringlock.example/authzen.json";
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(
                    loaders -> loaders.schemas(Map.of(ID, Contract.resource("/authzen-schemas.json")))));

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private DecideClient door;

    @BeforeEach
    void open() {
        // noon in Washington: the hours in which marketing is allowed
        clock.advance(Duration.ofHours(7));
        Engines on = new Engines(sqlite.store(), clock);
        door = new DecideClient(on);
        new CaptureClient(on).signUp("+12025550123", "marketing", "service");
        new CaptureClient(on).signUp("+12025550124", "service");
    }

    @Test
    void aQuestionIsAnsweredWithYesOrNoAndOurReasonsInTheContext() {
        assertValid("evaluationRequest", read(ALICE_MAY));
        JsonNode yes = one(ALICE_MAY);
        assertEquals(true, yes.path("decision").asBoolean());
        assertEquals("allow", yes.at("/context/decision").asText());
        assertTrue(yes.at("/context/validUntil").isTextual());
        JsonNode no = one(BOB_MAY_NOT);
        assertEquals(false, no.path("decision").asBoolean());
        assertEquals("no_consent", no.at("/context/reasons/0/code").asText());
        assertEquals(true, one(question(BOB, SMS, SERVICE)).path("decision").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'context':{'time':'2025-06-27T18:03-07:00','ip':'192.168.1.1'}}",
                "{'foo':'bar','futureField':{'nested':true}}",
                "{'subject':{'type':'phone_number','id':'+12025550123','properties':{'department':'Sales','role':'manager'}},"
                        + "'action':{'name':'sms','properties':{'method':'GET'}},"
                        + "'resource':{'type':'purpose','id':'marketing','properties':{'status':'active'}}}",
                "{'subject':{'type':'phone_number','id':'202 555 0123','properties':{'region':'US','timeZone':'America/Chicago','state':'US-IL'}}}",
                "{'context':{}}",
            })
    void whatItSaysBesidesChangesNothing(String more) {
        assertEquals(true, one(with(ALICE_MAY, more)).path("decision").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'subject':null}",
                "{'action':null}",
                "{'resource':null}",
                "{'subject':{'id':'+12025550123'}}",
                "{'subject':{'type':'phone_number'}}",
                "{'action':{}}",
                "{'resource':{'id':'marketing'}}",
                "{'resource':{'type':'purpose'}}",
                "{'subject':'alice'}",
                "{'action':{'name':123}}",
                "{'context':'now'}",
                "{'subject':{'type':'phone_number','id':'+12025550123','properties':'all'}}",
            })
    void whatIsMissingOrOfAnotherTypeIsMalformed(String change) {
        JsonNode problem = conforms("POST " + ONE, 400, post(ONE, with(ALICE_MAY, change)));
        assertTrue(problem.path("detail").asText().startsWith("/"), problem::toString);
    }

    @Test
    void whatIsNoJsonIsMalformedToo() {
        for (String body : List.of("", "{", "[]", "nothing", "\"a\"")) {
            conforms("POST " + ONE, 400, post(ONE, body));
            conforms("POST " + SEVERAL, 400, post(SEVERAL, body));
        }
        APIGatewayV2HTTPResponse text =
                door.call("POST", SCOPES, ONE, json(ALICE_MAY), Map.of("Content-Type", "text/plain"));
        conforms("POST " + ONE, 400, text);
        conforms("POST " + ONE, 401, door.post("", ONE, json(ALICE_MAY)));
        conforms("POST " + ONE, 403, door.post("links", ONE, json(ALICE_MAY)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'subject':{'type':'phone_number','id':'nobody'}}",
                "{'subject':{'type':'user','id':'alice'}}",
                "{'action':{'name':'fax'}}",
                "{'resource':{'type':'record','id':'record-1'}}",
                "{'resource':{'type':'purpose','id':'gifts'}}",
                "{'context':{'at':'1999-01-01T00:00:00Z'}}",
                "{'context':{'at':'yesterday'}}",
            })
    void whatCannotBeAnsweredIsANo(String change) {
        JsonNode no = one(with(ALICE_MAY, change));
        assertEquals(false, no.path("decision").asBoolean());
        assertEquals(1, no.at("/context/reasons").size(), no::toString);
    }

    @Test
    void aRequestsIdIsInEveryAnswerAgain() {
        for (String body : List.of(ALICE_MAY, BOB_MAY_NOT, "{")) {
            Map<String, String> headers = door.call("POST", SCOPES, ONE, json(body), Map.of("X-Request-ID", "bfe9-29"))
                    .getHeaders();
            assertEquals("bfe9-29", headers.get("X-Request-ID"));
        }
        assertNull(post(ONE, ALICE_MAY).getHeaders().get("X-Request-ID"));
        assertEquals(
                200,
                door.call("POST", SCOPES, ONE, json(ALICE_MAY), Map.of("X-Request-ID", "a\r\nb"))
                        .getStatusCode());
    }

    @Test
    void theSameQuestionHasTheSameAnswerEachTime() {
        for (int i = 0; i < 5; i++) {
            assertEquals(true, one(ALICE_MAY).path("decision").asBoolean());
            assertEquals(false, one(BOB_MAY_NOT).path("decision").asBoolean());
        }
    }

    @Test
    void severalAreAnsweredInTheirOrderWithWhatStandsBesideThem() {
        assertEquals(
                List.of(true, false),
                several("{'subject':" + ALICE + ",'action':" + SMS + ",'evaluations':[{'resource':" + MARKETING
                        + "},{'resource':{'type':'purpose','id':'gifts'}}]}"));
        assertEquals(
                List.of(true, false),
                several("{'action':" + SMS + ",'resource':" + MARKETING + ",'evaluations':[{'subject':" + ALICE
                        + "},{'subject':" + BOB + "}]}"));
        assertEquals(List.of(true, false), several("{'evaluations':[" + ALICE_MAY + "," + BOB_MAY_NOT + "]}"));
        assertEquals(
                List.of(true, true),
                several("{'subject':" + ALICE + ",'action':" + SMS + ",'context':{'time':'2025-06-27T18:03-07:00'},"
                        + "'evaluations':[{'resource':" + MARKETING + "},{'resource':" + SERVICE
                        + ",'context':{'source':'batch-override'}}]}"));
        assertEquals(
                List.of(true, false),
                several(
                        "{'subject':" + ALICE + ",'action':" + SMS + ",'resource':{'type':'purpose'},"
                                + "'evaluations':[{'resource':{'id':'marketing'}},{'resource':{'type':'record','id':'marketing'}}]}"));
    }

    @Test
    void oneThatIsMalformedIsANoAndSpoilsNoOther() {
        JsonNode answer = conforms(
                "POST " + SEVERAL,
                200,
                post(
                        SEVERAL,
                        "{'subject':" + ALICE + ",'action':" + SMS + ",'evaluations':[{'resource':" + MARKETING
                                + "},{},7]}"));
        assertValid("evaluationsResponse", answer);
        assertEquals(List.of(true, false, false), decisions(answer));
        assertEquals(400, answer.at("/evaluations/1/context/error/status").asInt());
        assertTrue(answer.at("/evaluations/1/context/error/message").asText().startsWith("/evaluations/1/resource"));
    }

    @Test
    void withoutAListItIsOneQuestion() {
        for (String list : List.of("{}", "{'evaluations':[]}", "{'evaluations':null}")) {
            JsonNode answer = conforms("POST " + SEVERAL, 200, post(SEVERAL, with(ALICE_MAY, list)));
            assertValid("evaluationResponse", answer);
            assertEquals(true, answer.path("decision").asBoolean());
        }
    }

    @Test
    void anEvaluationEndsWhereItsSemanticWantsIt() {
        String asked = "'evaluations':[" + ALICE_MAY + "," + BOB_MAY_NOT + "," + ALICE_MAY + "]}";
        assertEquals(List.of(true, false, true), several("{'options':{},".concat(asked)));
        assertEquals(List.of(true, false, true), several(semantic("execute_all") + asked));
        assertEquals(List.of(true, false), several(semantic("deny_on_first_deny") + asked));
        assertEquals(List.of(true), several(semantic("permit_on_first_permit") + asked));
        conforms("POST " + SEVERAL, 400, post(SEVERAL, semantic("whatever") + asked));
        conforms("POST " + SEVERAL, 400, post(SEVERAL, "{'options':7," + asked));
        conforms("POST " + SEVERAL, 400, post(SEVERAL, "{'evaluations':{}}"));
    }

    private static String semantic(String name) {
        return "{'options':{'evaluations_semantic':'" + name + "'},";
    }

    @Test
    void anIdThatAnItemLostIsNotCompleted() {
        assertEquals(
                List.of(false),
                several("{'subject':" + ALICE + ",'action':" + SMS + ",'resource':" + MARKETING
                        + ",'evaluations':[{'subject':{'type':'phone_number'}}]}"));
    }

    private static String question(String subject, String action, String resource) {
        return "{'subject':" + subject + ",'action':" + action + ",'resource':" + resource + "}";
    }

    /** The question with these members exchanged; null takes one out. */
    private static String with(String question, String change) {
        var body = (com.fasterxml.jackson.databind.node.ObjectNode) read(json(question));
        read(json(change)).properties().forEach(member -> {
            if (member.getValue().isNull()) {
                body.remove(member.getKey());
            } else {
                body.set(member.getKey(), member.getValue());
            }
        });
        return body.toString();
    }

    private JsonNode one(String question) {
        JsonNode answer = conforms("POST " + ONE, 200, post(ONE, question));
        assertValid("evaluationResponse", answer);
        return answer;
    }

    private List<Boolean> several(String body) {
        JsonNode answer = conforms("POST " + SEVERAL, 200, post(SEVERAL, body));
        assertValid("evaluationsResponse", answer);
        return decisions(answer);
    }

    private static List<Boolean> decisions(JsonNode answer) {
        return StreamSupport.stream(answer.path("evaluations").spliterator(), false)
                .map(each -> each.path("decision").asBoolean())
                .toList();
    }

    private static void assertValid(String name, JsonNode value) {
        assertEquals(
                Set.of(),
                SCHEMAS.getSchema(SchemaLocation.of(ID + "#/$defs/" + name)).validate(value),
                value::toString);
    }

    private APIGatewayV2HTTPResponse post(String path, String body) {
        return door.post(SCOPES, path, json(body));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
