package dev.ringlock.openapi;

import static dev.ringlock.openapi.Contract.DOCUMENT;
import static dev.ringlock.openapi.Contract.SCHEMAS;
import static dev.ringlock.openapi.Contract.STRICT;
import static dev.ringlock.openapi.Contract.URN;
import static dev.ringlock.openapi.Contract.conforms;
import static dev.ringlock.openapi.Contract.documented;
import static dev.ringlock.openapi.Contract.errors;
import static dev.ringlock.openapi.Contract.found;
import static dev.ringlock.openapi.Contract.read;
import static dev.ringlock.openapi.Contract.resource;
import static dev.ringlock.openapi.Contract.schemas;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import dev.ringlock.audience.AudienceCallTest;
import dev.ringlock.audit.AuditCallTest;
import dev.ringlock.capture.CaptureFunction;
import dev.ringlock.capture.Fixture;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.contactability.Budget;
import dev.ringlock.contacts.StaffCallsTest;
import dev.ringlock.dataset.DatasetCallTest;
import dev.ringlock.decide.DecideCallTest;
import dev.ringlock.form.SignupPages;
import dev.ringlock.http.Answers;
import dev.ringlock.http.CodeField;
import dev.ringlock.http.Problem;
import dev.ringlock.imports.ImportCallTest;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Entry;
import dev.ringlock.pages.PagesFunction;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberRefusal;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.reveal.RevealCallTest;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Counter;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.SealedRows;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.terms.Purpose;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract is held against the functions themselves: what they take and answer has to be what it says. */
@QuarkusTest
class OpenApiTest {

    private static final String SIGNUP = "POST /v1/consents";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<Refused> BAD_SIGNUPS = Stream.concat(
                    """
                    required         | schema | /number                | absent
                    required         | schema | /notice                | null
                    required         | schema | /decisions/0/granted   | absent
                    wrong_type       | schema | /decisions/0/granted   | "true"
                    wrong_type       | schema | /decisions/0/granted   | 1
                    wrong_type       | schema | /notice/version        | "1"
                    wrong_type       | schema | /notice/version        | 1.5
                    wrong_type       | schema | /number                | 1
                    wrong_type       | schema | /notice                | "signup"
                    wrong_type       | schema | /decisions             | {}
                    wrong_type       | schema | /decisions             | ["marketing"]
                    wrong_type       | schema | /evidence              | []
                    size             | schema | /decisions             | []
                    unknown_field    | schema | /consent               | true
                    unknown_field    | schema | /notice/consent        | true
                    unknown_field    | schema | /decisions/0/consent   | true
                    unknown_field    | schema | /evidence/consent      | true
                    empty            | schema | /number                | ""
                    not_a_url        | schema | /evidence/url          | "ftp://harbour-books.example/"
                    not_a_url        | rule   | /evidence/url          | "http://harbour books.example/"
                    holds_number     | rule   | /evidence/method       | "555-01-23"
                    not_a_token      | schema | /evidence/form         | "the one in the footer"
                    holds_number     | rule   | /evidence/url          | "https://harbour-books.example/2025550123"
                    unknown_notice   | rule   | /notice/version        | 2
                    unknown_language | rule   | /notice/language       | "nl"
                    not_in_notice    | rule   | /decisions/0/purpose   | "maintenance"
                    duplicate        | rule   | /decisions/1/purpose   | "marketing"
                    line_type        | rule   | /decisions/1/granted   | true
                    region_unknown   | rule   | /region                | "XX"
                    region_needed    | rule   | /number                | "202 555 0123"
                    several_numbers  | rule   | /number                | "+1 202 555 0123 +1 202 555 0124"
                    extension        | rule   | /number                | "+1 202 555 0123 ext. 4"
                    letters          | rule   | /number                | "+1 202 JKL 0123"
                    mixed_digits     | rule   | /number                | "+1 202 555 012٣"
                    characters       | rule   | /number                | "+1 202 555 0123 !"
                    invalid          | rule   | /number                | "+1 202 555 01"
                    too_short        | rule   | /number                | "+98 9601"
                    """.lines().map(line -> line.split(" *\\| ", 4)).map(Refused::of),
                    Stream.of(
                            new Refused("too_long", false, "/number", quoted("+1 202 555 0123" + ".".repeat(46))),
                            new Refused("too_long", true, "/evidence/method", quoted("x".repeat(501))),
                            new Refused("not_plain_text", true, "/evidence/method", "\"\\u0007\""),
                            new Refused("size", true, "/decisions", "[" + "{},".repeat(40) + "{}]")))
            .toList();

    private record Refused(String code, boolean bySchema, String pointer, String value) {

        static Refused of(String... columns) {
            return new Refused(columns[0], columns[1].equals("schema"), columns[2].strip(), columns[3].strip());
        }

        ObjectNode body() {
            return signup(pointer, value);
        }
    }

    @Inject
    PagesFunction pages;

    @Inject
    SignupPages signupPages;

    private SqliteStore store;
    private Keys keys;

    @BeforeEach
    void open(@TempDir Path folder) {
        KeyFile.create(folder.resolve("keys"));
        keys = KeyFile.read(folder.resolve("keys"));
        store = SqliteStore.open(folder.resolve("db"), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theDocumentIsOpenApiWithSoundSchemasAndNoLooseReference() {
        assertEquals("3.1.0", DOCUMENT.path("openapi").asText());
        var metaSchema = SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"), STRICT);
        schemas().forEach((name, schema) -> assertEquals(Set.of(), metaSchema.validate(schema), name));
        List<JsonNode> references = DOCUMENT.findValues("$ref");
        references.forEach(ref -> assertFalse(found(ref.asText()).isMissingNode(), ref.asText()));
        Set<String> used = references.stream().map(JsonNode::asText).collect(Collectors.toSet());
        schemas().keySet().forEach(name -> assertTrue(used.contains("#/components/schemas/" + name), name));
    }

    @Test
    void everyObjectSaysWhichFieldsItHasAndTakesNoOthers() {
        schemas().forEach((name, schema) -> {
            if (schema.path("type").asText().equals("object")) {
                assertTrue(schema.path("additionalProperties").isBoolean(), name);
                boolean open = schema.path("additionalProperties").asBoolean();
                // AuthZEN's requests may say more, and nothing in the evidence has to be there
                assertTrue(!open || name.startsWith("Access"), name);
                assertTrue(open || name.endsWith("Evidence") != schema.has("required"), name);
            }
        });
    }

    @Test
    void theExamplesAreTakenAndAnsweredAsDeclared() {
        CaptureFunction function = function(policy(), store);
        JsonNode content = DOCUMENT.at("/paths/~1v1~1consents/post/requestBody/content");
        for (JsonNode example : content.path(JSON).path("examples")) {
            JsonNode body = example.path("value");
            assertEquals(Set.of(), errors("Signup", body));
            assertEquals(
                    body.path("decisions"),
                    conforms(SIGNUP, 201, json(function, body.toString())).path("decisions"));
        }
        JsonNode form = content.path(FORM).path("examples").path("form");
        assertEquals(Set.of(), errors("SignupForm", form.path("value")));
        conforms(SIGNUP, 303, form(function, encoded(form.path("value"))));
        conforms(SIGNUP, 303, form(function, form.path("summary").asText()));
        JsonNode answers =
                DOCUMENT.at("/paths/~1v1~1consents/post/responses/201/content").path(JSON);
        assertEquals(Set.of(), errors("Captured", answers.at("/examples/signup/value")));
    }

    @Test
    void optionalFieldsMayBeAbsentOrNullAndADenialIsEchoedToo() {
        CaptureFunction function = function(policy(), store);
        for (String change : List.of(
                "/evidence=absent",
                "/evidence=null",
                "/evidence={\"url\": null, \"form\": null, \"method\": \"\"}",
                "/region=null",
                "/region=\"us\"",
                "/decisions/0/granted=false")) {
            String[] parts = change.split("=", 2);
            ObjectNode body = signup(parts[0], parts[1]);
            assertEquals(Set.of(), errors("Signup", body), change);
            conforms(SIGNUP, 201, json(function, body.toString()));
        }
    }

    @Test
    void aRefusedSignupIsToldByADocumentedCodeAndOneThatIsBadBySchemaDoesNotValidate() {
        CaptureFunction function = function(mobileServiceOnly(), store);
        for (Refused refused : BAD_SIGNUPS) {
            ObjectNode body = refused.body();
            JsonNode answer = conforms(SIGNUP, 422, json(function, body.toString()));
            assertEquals(Set.of(refused.code()), Set.copyOf(answer.findValuesAsText("code")), body.toString());
            assertEquals(refused.bySchema(), !errors("Signup", body).isEmpty(), body.toString());
        }
    }

    @Test
    void aNumberWithTwoReadingsIsRefusedWithTheLikelierOne() {
        ObjectNode body = signup("/number", quoted("4915123456789")).put("region", "Germany");
        JsonNode answer = conforms(SIGNUP, 422, json(function(policy(), store), body.toString()));
        assertEquals(NumberRefusal.AMBIGUOUS.code(), answer.at("/errors/0/code").asText());
        assertTrue(answer.at("/errors/0/detail").asText().startsWith("Did you mean +49 1512 3456789?"));
    }

    @Test
    void theAnswerSaysWhichCountryWasTaken() {
        ObjectNode body = signup("/number", quoted("202 555 0123")).put("region", "Estados Unidos");
        JsonNode answer = conforms(SIGNUP, 201, json(function(policy(), store), body.toString()));
        assertEquals("US", answer.path("region").asText());
    }

    @Test
    void theDocumentedFieldCodesAreTheOnesThatAreGivenNoMoreAndNoFewer() {
        Set<String> given = BAD_SIGNUPS.stream().map(Refused::code).collect(Collectors.toCollection(TreeSet::new));
        given.addAll(StaffCallsTest.CODES.keySet());
        given.addAll(RevealCallTest.CODES.keySet());
        given.addAll(AudienceCallTest.CODES.keySet());
        given.addAll(AuditCallTest.CODES.keySet());
        given.addAll(DecideCallTest.CODES.keySet());
        given.addAll(ImportCallTest.CODES.keySet());
        given.addAll(DatasetCallTest.CODES.keySet());
        given.add(StaffCallsTest.OF_A_RECORD);
        given.add(NumberRefusal.AMBIGUOUS.code());
        given.add(CodeField.ERROR.code());
        assertEquals(given, documented("FieldErrorCode"));
        for (NumberRefusal refusal : NumberRefusal.values()) {
            assertTrue(given.contains(refusal.code()), refusal.code());
        }
    }

    @Test
    void theDocumentedProblemTypesAreTheOnesThatAreGivenNoMoreAndNoFewer() {
        CaptureFunction function = function(policy(), store);
        String good = good().toString();
        String other = signup("/region", quoted("US")).toString();
        Map<String, JsonNode> given = new TreeMap<>();
        given.put("not_json", conforms(SIGNUP, 400, json(function, "{")));
        given.put("not_an_object", conforms(SIGNUP, 400, json(function, "[]")));
        given.put("too_deep", conforms(SIGNUP, 400, json(function, "[".repeat(9))));
        given.put("not_utf8", conforms(SIGNUP, 400, post(function, JSON, new byte[] {'"', (byte) 0xff, '"'}, null)));
        given.put("idempotency_key", conforms(SIGNUP, 400, json(function, good, "a key")));
        given.put("bad_request", conforms(SIGNUP, 400, Answers.problem(new Problem.Malformed("bad_request", "…"))));
        String evaluation = "POST /access/v1/evaluation";
        given.put(
                "not_an_evaluation",
                conforms(evaluation, 400, Answers.problem(new Problem.Malformed("not_an_evaluation", "…"))));
        given.put("not_http", conforms(SIGNUP, 400, function.capture(null)));
        APIGatewayV2HTTPEvent notBase64 = event("POST", "/v1/consents", Map.of(), Map.of("content-type", JSON));
        notBase64.setBody("{}");
        notBase64.setIsBase64Encoded(true);
        given.put("not_base64", conforms(SIGNUP, 400, function.capture(notBase64)));
        given.put("forbidden", conforms(SIGNUP, 403, Answers.problem(new Problem.Forbidden("…"))));
        given.put("not_found", conforms("GET /", 404, page("GET", "/", Map.of("notice", "none"))));
        given.put(
                "method_not_allowed",
                conforms(SIGNUP, 405, function.capture(event("PUT", "/v1/consents", Map.of(), Map.of()))));
        given.put(
                "conflict",
                conforms("POST /v1/contacts/{contactId}/hold", 409, Answers.problem(new Problem.Conflict("…"))));
        given.put("too_large", conforms(SIGNUP, 413, json(function, " ".repeat(16 * 1024 + 1))));
        given.put("unsupported_media", conforms(SIGNUP, 415, post(function, "text/plain", new byte[0], null)));
        given.put("invalid", conforms(SIGNUP, 422, json(function, "{}")));
        json(function, good, "once");
        given.put("idempotency_key_reused", conforms(SIGNUP, 422, json(function, other, "once")));
        given.put("not_proved", conforms("POST /v1/consents/confirm", 422, Answers.problem(new Problem.NotProved())));
        given.put("no_token", conforms("POST /v1/preferences/links", 401, Answers.problem(new Problem.NoToken())));
        CaptureFunction limited = function(oneTryAnHour(), store);
        json(limited, good);
        given.put("too_many", conforms(SIGNUP, 429, json(limited, good)));
        given.put("failed", conforms(SIGNUP, 500, json(broken(new IllegalStateException()), good)));
        given.put("unavailable", conforms(SIGNUP, 503, json(broken(new StoreUnavailableException("down")), good)));
        given.put("too_slow", problem(new Problem.TooSlow(Duration.ofSeconds(10))));
        given.put("target_too_long", problem(new Problem.TargetTooLong()));
        given.put("headers_too_large", problem(new Problem.HeadersTooLarge()));
        given.forEach(
                (code, answer) -> assertEquals(URN + code, answer.path("type").asText()));
        assertEquals(given.keySet(), documented("ProblemType"));
    }

    /** The one-machine server's, before it knows which operation is asked for. */
    private static JsonNode problem(Problem refusal) {
        JsonNode problem = read(Answers.problem(refusal).getBody());
        assertEquals(Set.of(), errors("Problem", problem));
        return problem;
    }

    @Test
    void aKeyGivesTheFirstAnswerAgainForTheSameSignupOnly() {
        CaptureFunction function = function(policy(), store);
        JsonNode first = conforms(SIGNUP, 201, json(function, good().toString(), "once"));
        JsonNode again = conforms(SIGNUP, 201, json(function, good().toPrettyString(), "once"));
        assertEquals(first, again);
        assertNotEquals(first, conforms(SIGNUP, 201, json(function, good().toString(), "another")));
    }

    @Test
    void aRefusedFormIsAnsweredWithAPageOfTheSameStatusAndATakenOneWithThePagesAddress() {
        CaptureFunction function = function(mobileServiceOnly(), store);
        for (Refused refused : BAD_SIGNUPS) {
            JsonNode number = refused.body().path("number");
            if (number.isTextual() && refused.pointer().equals("/number")) {
                isPage(conforms(SIGNUP, 422, form(function, filledIn(number.asText(), "marketing"))));
            }
        }
        String good = filledIn("+1 202 555 0123", "marketing");
        conforms(SIGNUP, 303, form(function, good));
        conforms(SIGNUP, 303, form(function, good + "&purpose=marketing"));
        isPage(conforms(SIGNUP, 422, form(function, filledIn("+1 202 555 0123", "service"))));
        isPage(conforms(SIGNUP, 422, form(function, good + "&region=XX")));
        isPage(conforms(SIGNUP, 422, form(function, good + "&form=2025550123")));
        CaptureFunction limited = function(oneTryAnHour(), store);
        form(limited, good);
        isPage(conforms(SIGNUP, 429, form(limited, good)));
        isPage(conforms(SIGNUP, 500, form(broken(new IllegalStateException()), good)));
        isPage(conforms(SIGNUP, 503, form(broken(new StoreUnavailableException("down")), good)));
    }

    @Test
    void whatIsNotTheFormIsRefusedAndDoesNotValidate() {
        CaptureFunction function = function(policy(), store);
        String good = filledIn("+1 202 555 0123", "marketing");
        for (String bad : List.of(
                "",
                good + "&consent=true",
                good.replace("version=1", "version=one"),
                good.replace("language=en", ""))) {
            isPage(conforms(SIGNUP, 400, form(function, bad)));
            assertFalse(errors("SignupForm", fields(bad)).isEmpty(), bad);
        }
        assertEquals(Set.of(), errors("SignupForm", fields(good)));
        isPage(conforms(SIGNUP, 400, form(function, good.replace("version=1", "version=2"))));
        isPage(conforms(SIGNUP, 400, form(function, good + "&number=%2B12025550123")));
        isPage(conforms(SIGNUP, 400, form(function, good + "&form=%ff")));
        isPage(conforms(SIGNUP, 413, form(function, good + "&form=" + "x".repeat(16 * 1024))));
    }

    @Test
    void thePagesAndTheirFilesAreAnsweredAsDeclared() {
        isPage(conforms("GET /", 200, page("GET", "/", Map.of())));
        isPage(conforms("GET /", 200, page("GET", "/", Map.of("notice", "signup", "language", "de"))));
        isPage(conforms("GET /", 200, page("GET", "/", Map.of("language", "nl"))));
        isPage(conforms("GET /", 200, page("HEAD", "/", Map.of())));
        conforms("GET /", 405, page("POST", "/", Map.of()));
        for (JsonNode file : DOCUMENT.at("/paths/~1assets~1{file}/get/parameters/0/schema/enum")) {
            conforms("GET /assets/{file}", 200, page("GET", "/assets/" + file.asText(), Map.of()));
        }
        conforms("GET /assets/{file}", 404, page("GET", "/assets/none.css", Map.of()));
        conforms("GET /assets/{file}", 405, page("DELETE", "/assets/ringlock.css", Map.of()));
    }

    private static void isPage(JsonNode content) {
        assertTrue(content.asText().startsWith("<!DOCTYPE html>"), content.asText());
    }

    private static ObjectNode good() {
        return DOCUMENT.at("/paths/~1v1~1consents/post/requestBody/content/application~1json/examples/signup/value")
                .deepCopy();
    }

    /** A good signup with another value in one place, or with none there. */
    private static ObjectNode signup(String pointer, String value) {
        ObjectNode body = good();
        int end = pointer.lastIndexOf('/');
        ObjectNode object = (ObjectNode) body.at(pointer.substring(0, end));
        String name = pointer.substring(end + 1);
        if (value.equals("absent")) {
            object.remove(name);
        } else {
            object.set(name, read(value));
        }
        return body;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String filledIn(String number, String purpose) {
        return "number=" + URLEncoder.encode(number, StandardCharsets.UTF_8)
                + "&notice=signup&version=1&language=en&purpose=" + purpose;
    }

    private static String encoded(JsonNode form) {
        List<String> pairs = new ArrayList<>();
        form.properties().forEach(field -> {
            JsonNode value = field.getValue();
            for (JsonNode one : value.isArray() ? value : List.of(value)) {
                pairs.add(field.getKey() + "=" + URLEncoder.encode(one.asText(), StandardCharsets.UTF_8));
            }
        });
        return String.join("&", pairs);
    }

    /** A form's fields as its schema sees them: one by one, and the boxes as a list. */
    private static JsonNode fields(String form) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String pair : form.split("&", -1)) {
            String[] parts = (pair + "=").split("=", -1);
            String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            if (parts[0].equals("purpose")) {
                fields.withArray("/purpose").add(value);
            } else {
                fields.put(parts[0], value);
            }
        }
        return fields;
    }

    private CaptureFunction function(Policy policy, Store on) {
        return Fixture.function(policy, signupPages, on, keys, Clock.systemUTC());
    }

    private CaptureFunction broken(RuntimeException why) {
        return function(policy(), new Broken(why));
    }

    private static Policy policy() {
        return PolicyFile.read("x", resource("/policy/harbour-books.yaml"));
    }

    private static Policy mobileServiceOnly() {
        String all = "[MOBILE, FIXED_LINE_OR_MOBILE]";
        return PolicyFile.read("x", resource("/policy/harbour-books.yaml").replace(all, "[MOBILE]"));
    }

    private static Policy oneTryAnHour() {
        return PolicyFile.read("x", resource("/policy/harbour-books.yaml").replace("tries: 100,", "tries: 1,"));
    }

    private static APIGatewayV2HTTPResponse json(CaptureFunction function, String body) {
        return json(function, body, null);
    }

    private static APIGatewayV2HTTPResponse json(CaptureFunction function, String body, @Nullable String key) {
        return post(function, JSON, body.getBytes(StandardCharsets.UTF_8), key);
    }

    private static APIGatewayV2HTTPResponse form(CaptureFunction function, String body) {
        return post(function, FORM, body.getBytes(StandardCharsets.UTF_8), null);
    }

    private static APIGatewayV2HTTPResponse post(
            CaptureFunction function, String type, byte[] body, @Nullable String key) {
        Map<String, String> headers = new TreeMap<>(Map.of("content-type", type));
        if (key != null) {
            headers.put("idempotency-key", key);
        }
        APIGatewayV2HTTPEvent event = event("POST", "/v1/consents", Map.of(), headers);
        event.setBody(Base64.getEncoder().encodeToString(body));
        event.setIsBase64Encoded(true);
        return function.capture(event);
    }

    private APIGatewayV2HTTPResponse page(String method, String path, Map<String, String> query) {
        return pages.pages(event(method, path, query, Map.of()));
    }

    private static APIGatewayV2HTTPEvent event(
            String method, String path, Map<String, String> query, Map<String, String> headers) {
        var http = RequestContext.Http.builder()
                .withMethod(method)
                .withPath(path)
                .withSourceIp("203.0.113.7")
                .build();
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withQueryStringParameters(query)
                .withHeaders(headers)
                .withRequestContext(RequestContext.builder().withHttp(http).build())
                .build();
    }

    /** A store that can do nothing but fail. */
    private record Broken(RuntimeException why) implements Store {

        @Override
        public List<Contact> load(List<ContactId> ids) {
            throw why;
        }

        @Override
        public DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets) {
            throw why;
        }

        @Override
        public boolean spend(Budget after, List<Budget> unchanged, Instant expiresAt) {
            throw why;
        }

        @Override
        public CommitResult commit(Commit commit) {
            throw why;
        }

        @Override
        public List<CommitResult> commitAll(List<Commit> commits) {
            throw why;
        }

        @Override
        public List<Long> count(List<Counter> counters) {
            throw why;
        }

        @Override
        public Optional<GuardRow> recall(String name) {
            throw why;
        }

        @Override
        public void forget(String name, String answer) {
            throw why;
        }

        @Override
        public Page<Contact> list(ContactFilter filter, @Nullable String cursor, int limit) {
            throw why;
        }

        @Override
        public Page<DueRow> due(Instant now, @Nullable String cursor, int limit) {
            throw why;
        }

        @Override
        public List<Compartment> compartments(Purpose purpose, List<ContactId> contacts) {
            throw why;
        }

        @Override
        public int held(int most) {
            throw why;
        }

        @Override
        public SealedRows sealedRows(ContactId contact, Set<Purpose> purposes) {
            throw why;
        }

        @Override
        public List<SealedText> texts(List<HeldMessage> messages) {
            throw why;
        }

        @Override
        public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit) {
            throw why;
        }

        @Override
        public Page<Entry> history(String subject, @Nullable String cursor, int limit) {
            throw why;
        }

        @Override
        public Page<Entry> recent(String subject, @Nullable String cursor, int limit) {
            throw why;
        }

        @Override
        public Page<Entry> ledgerOf(String actor, LedgerSpan span, @Nullable String cursor, int limit) {
            throw why;
        }

        @Override
        public Page<Entry> ledger(LedgerSpan span, @Nullable String cursor, int limit) {
            throw why;
        }

        @Override
        public Optional<ContactId> recorded(String recordId) {
            throw why;
        }
    }
}
