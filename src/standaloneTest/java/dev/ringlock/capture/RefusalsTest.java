package dev.ringlock.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.SuppressedContacts;
import dev.ringlock.form.SignupPages;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.message.SentMessages;
import dev.ringlock.pages.PagesFunction;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Notices;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Counter;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.terms.Purpose;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal, by its own answer; and the number that was sent with it is in no answer and no log line. */
@QuarkusTest
class RefusalsTest {

    /** The number that is sent everywhere, and what of it must be nowhere. */
    private static final String MARKED = "+12025550187";

    private static final String TELLING = "5550187";

    /** What a person's form is answered with, instead of a code. */
    private static final String PAGE = "text/html; charset=utf-8";

    private static final String GOOD = Fixture.BODY.replace("+12025550123", MARKED);

    @Inject
    CaptureFunction capture;

    @Inject
    PagesFunction pages;

    @Inject
    Policy policy;

    @Inject
    Store store;

    @Inject
    Keys keys;

    @Inject
    SignupPages signupPages;

    @Inject
    Clock clock;

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage() + " "
                    + List.of(line.getParameters() == null ? new Object[0] : line.getParameters()) + " "
                    + stackTrace(line.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    record Case(String name, APIGatewayV2HTTPEvent event, int status, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void findNothingInTheLog() {
        Logger.getLogger("").removeHandler(handler);
        logged.forEach(RefusalsTest::assertUntold);
    }

    static Stream<Case> refusals() {
        return Stream.of(
                json("no JSON at all", "number=" + MARKED, 400, "not_json"),
                json("cut off", GOOD.substring(0, GOOD.length() - 3), 400, "not_json"),
                json("text behind the end", GOOD + " \"" + MARKED + "\"", 400, "not_json"),
                json(
                        "a field twice",
                        GOOD.replace("{\"number\"", "{\"number\": \"" + MARKED + "\", \"number\""),
                        400,
                        "not_json"),
                json("not an object", "[\"" + MARKED + "\"]", 400, "not_an_object"),
                json("empty", "", 400, "not_an_object"),
                json(
                        "deep nesting",
                        GOOD.replace("\"" + MARKED + "\"", "[".repeat(50) + "\"" + MARKED + "\"" + "]".repeat(50)),
                        400,
                        "too_deep"),
                raw("bad UTF-8", "{\"number\": \"" + MARKED + "\u00ff\"}", "application/json", 400, "not_utf8"),
                new Case("not base64", base64("****", "application/json"), 400, "not_base64"),
                json("an Idempotency-Key with a space", GOOD, 400, "idempotency_key", "Idempotency-Key", MARKED + " x"),
                json("a long Idempotency-Key", GOOD, 400, "idempotency_key", "Idempotency-Key", MARKED.repeat(20)),
                json("over 16 KiB", GOOD + " ".repeat(16 * 1024), 413, "too_large"),
                json("plain text", GOOD, 415, "unsupported_media", "Content-Type", "text/plain"),
                json("multipart", GOOD, 415, "unsupported_media", "Content-Type", "multipart/form-data; boundary=x"),
                json("no media type", GOOD, 415, "unsupported_media", "Content-Type", ""),
                json(
                        "a number as a JSON number",
                        GOOD.replace("\"" + MARKED + "\"", MARKED.substring(1)),
                        422,
                        "wrong_type"),
                json("no number", GOOD.replace("\"number\"", "\"numero\""), 422, "required"),
                json("a null number", GOOD.replace("\"" + MARKED + "\"", "null"), 422, "required"),
                json("an empty number", GOOD.replace(MARKED, ""), 422, "empty"),
                json("a long text", GOOD.replace(MARKED, MARKED.repeat(60)), 422, "too_long"),
                json("a long number", GOOD.replace(MARKED, MARKED.substring(1).repeat(6)), 422, "too_long"),
                json("two numbers", GOOD.replace(MARKED, MARKED + ", " + MARKED), 422, "several_numbers"),
                json("an extension", GOOD.replace(MARKED, MARKED + " ext. 5"), 422, "extension"),
                json("letters", GOOD.replace(MARKED, MARKED.substring(0, 8) + "BOOK"), 422, "letters"),
                json("two scripts", GOOD.replace(MARKED, MARKED + "٣"), 422, "mixed_digits"),
                json("other characters", GOOD.replace(MARKED, MARKED.replace("555", "*555*")), 422, "characters"),
                json("no country", GOOD.replace("+1", ""), 422, "region_needed"),
                json(
                        "an unknown country",
                        GOOD.replace("{\"number\"", "{\"region\": \"XX\", \"number\""),
                        422,
                        "region_unknown"),
                json("a digit too many", GOOD.replace(MARKED, MARKED + "9"), 422, "invalid"),
                json("a freephone number", GOOD.replace(MARKED, "+448081570187"), 422, "line_type"),
                json(
                        "an unknown field",
                        GOOD.replace("{\"number\"", "{\"" + MARKED + "\": 1, \"number\""),
                        422,
                        "unknown_field"),
                json(
                        "an unknown field inside",
                        GOOD.replace("{\"id\"", "{\"" + MARKED + "\": 1, \"id\""),
                        422,
                        "unknown_field"),
                json("an unknown notice", GOOD.replace("signup", MARKED), 422, "unknown_notice"),
                json("an unknown version", GOOD.replace("\"version\": 1", "\"version\": 9"), 422, "unknown_notice"),
                json("a broken version", GOOD.replace("\"version\": 1", "\"version\": 1.5"), 422, "wrong_type"),
                json("an unknown language", GOOD.replace("\"en\"", "\"" + MARKED + "\""), 422, "unknown_language"),
                json("a purpose not asked for", GOOD.replace("marketing", MARKED), 422, "not_in_notice"),
                json("the reserved purpose", GOOD.replace("marketing", "maintenance"), 422, "not_in_notice"),
                json(
                        "a purpose twice",
                        GOOD.replace("[{", "[{\"purpose\": \"marketing\", \"granted\": false}, {"),
                        422,
                        "duplicate"),
                json("control characters", GOOD.replace(MARKED, MARKED + "\\u0000"), 422, "characters"),
                json(
                        "an unpaired surrogate",
                        GOOD.replace("]}", "], \"evidence\": {\"form\": \"\\ud800\"}}"),
                        422,
                        "not_plain_text"),
                json(
                        "a country that is no code",
                        GOOD.replace("{\"number\"", "{\"region\": \"ß\", \"number\""),
                        422,
                        "region_unknown"),
                json(
                        "evidence in a person's words",
                        GOOD.replace("]}", "], \"evidence\": {\"form\": \"my mail is\"}}"),
                        422,
                        "not_a_token"),
                json(
                        "evidence in a person's words",
                        GOOD.replace("]}", "], \"evidence\": {\"form\": \"my mail is\"}}"),
                        422,
                        "not_a_token"),
                form("a form over 16 KiB", "number=" + "1".repeat(17_000), 413, PAGE),
                json("no decisions", GOOD.replaceFirst("\"decisions\": \\[.*]", "\"decisions\": []"), 422, "size"),
                json(
                        "a decision that is no object",
                        GOOD.replaceFirst("\\[\\{.*}]", "[\"" + MARKED + "\"]"),
                        422,
                        "wrong_type"),
                json("a decision without a yes or no", GOOD.replace(", \"granted\": true", ""), 422, "required"),
                json(
                        "evidence with the number",
                        GOOD.replace("]}", "], \"evidence\": {\"form\": \"" + MARKED + "\"}}"),
                        422,
                        "holds_number"),
                json(
                        "evidence without an address",
                        GOOD.replace("]}", "], \"evidence\": {\"url\": \"" + MARKED + "\"}}"),
                        422,
                        "not_a_url"),
                form("a form of somebody else", "phone=" + MARKED, 400, PAGE),
                form("a form with a field twice", "number=1&number=2", 400, PAGE),
                form("a form with a broken percent sign", "number=%zz" + MARKED, 400, PAGE),
                form(
                        "a form in another encoding",
                        "notice=signup&version=1&language=en&number=%ff" + MARKED,
                        400,
                        PAGE),
                form("a form for an unknown notice", "notice=x&version=1&language=en&number=" + MARKED, 400, PAGE),
                form(
                        "a form with a long claim",
                        "notice=signup&version=1&language=en&number=1&form=" + "x".repeat(501),
                        400,
                        PAGE),
                form(
                        "a form with a purpose not asked for",
                        "notice=signup&version=1&language=en&purpose=x&number=" + MARKED,
                        400,
                        PAGE));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void hasItsOwnAnswer(Case refusal) {
        APIGatewayV2HTTPResponse answer = capture.capture(refusal.event());
        assertEquals(refusal.status(), answer.getStatusCode(), answer.getBody());
        boolean page = refusal.code().equals(PAGE);
        assertEquals(
                page ? PAGE : "application/problem+json", answer.getHeaders().get("Content-Type"));
        assertTrue(page || answer.getBody().contains(refusal.code() + "\""), answer.getBody());
        assertUntold(answer.getBody() + answer.getHeaders());
    }

    @Test
    void allErrorsOfOneRequestAreToldTogether() {
        String body = GOOD.replace(MARKED, "").replace("signup", "x").replace("]}", "], \"evidence\": 1}");
        String answer = capture.capture(Fixture.event(body, Map.of())).getBody();
        Stream.of("/number", "/notice", "/evidence")
                .forEach(pointer -> assertTrue(answer.contains("\"" + pointer + "\""), answer));
    }

    @Test
    void anErrorPointsAtItsOwnDecision() {
        String body = GOOD.replaceFirst(
                "\\[\\{.*}]",
                "[5, {\"purpose\": \"marketing\", \"granted\": true}, {\"purpose\": \"nope\", \"granted\": true}]");
        String answer = capture.capture(Fixture.event(body, Map.of())).getBody();
        assertTrue(answer.contains("\"/decisions/0\""), answer);
        assertTrue(answer.contains("\"/decisions/2/purpose\""), answer);
        assertFalse(answer.contains("\"/decisions/1"), answer);
    }

    @Test
    void otherMethodsAndPathsAreRefused() {
        APIGatewayV2HTTPEvent put = Fixture.event(GOOD, Map.of());
        put.getRequestContext().getHttp().setMethod("PUT");
        APIGatewayV2HTTPResponse answer = capture.capture(put);
        assertEquals(405, answer.getStatusCode());
        assertEquals("GET, HEAD, POST", answer.getHeaders().get("Allow"));
        assertEquals(405, pages.pages(Fixture.event(GOOD, Map.of())).getStatusCode());
        APIGatewayV2HTTPEvent elsewhere = Fixture.event("", Map.of());
        elsewhere.getRequestContext().getHttp().setMethod("GET");
        elsewhere.setRawPath("/assets/../" + MARKED);
        assertEquals(404, pages.pages(elsewhere).getStatusCode());
        assertUntold(pages.pages(elsewhere).getBody());
        assertEquals(400, capture.capture(null).getStatusCode());
        assertEquals(400, capture.capture(new APIGatewayV2HTTPEvent()).getStatusCode());
    }

    @Test
    void aFormComesBackFilledInOnlyToWhoSentIt() {
        String fields = "notice=signup&version=1&language=es&purpose=service&number=%2B1202555018&region=";
        APIGatewayV2HTTPResponse answer = capture.capture(base64(fields, "application/x-www-form-urlencoded"));
        assertEquals(422, answer.getStatusCode());
        assertEquals("no-store", answer.getHeaders().get("Cache-Control"));
        assertTrue(answer.getBody().contains("value=\"+1202555018\""));
        assertTrue(answer.getBody().contains("<html lang=\"es\">"));
        assertTrue(answer.getBody().contains("Ese número no existe"), answer.getBody());
        assertTrue(
                answer.getBody()
                        .contains(
                                "id=\"purpose-service\" name=\"purpose\" value=\"service\" aria-describedby=\"about-service\" checked"));
        assertFalse(answer.getBody().contains("value=\"marketing\" aria-describedby=\"about-marketing\" checked"));
    }

    @Test
    void theThanksAreTheSameForANewAKnownAndAWithdrawnNumber() {
        Index index = new Index(keys);
        var no = new OptOut(clock.instant(), Ulid.of(clock.instant(), new byte[10]));
        var withdrawn = Consent.suppression(no);
        var id = index.contactId(PhoneNumber.ofCanonical("+13055550187"));
        store.commit(new Commit(
                SuppressedContacts.of(id, Map.of(new Purpose("service"), withdrawn)),
                List.of(),
                Set.of(),
                List.of(),
                null));
        List<String> pages = new ArrayList<>();
        for (String number : List.of("+12125550187", "+12125550187", "+13055550187")) {
            APIGatewayV2HTTPResponse answer = capture.capture(base64(
                    "notice=signup&version=1&language=en&purpose=service&number=" + number.replace("+", "%2B"),
                    "application/x-www-form-urlencoded"));
            // the sealed cookie differs in every answer, and its length does not; ThanksPageTest has the page behind it
            Map<String, String> headers = new HashMap<>(answer.getHeaders());
            headers.compute(
                    "Set-Cookie",
                    (name, cookie) -> cookie.replaceFirst("=[A-Za-z0-9_-]+", "") + " of " + cookie.length());
            pages.add(answer.getStatusCode() + " " + headers + answer.getBody());
        }
        assertEquals(1, Set.copyOf(pages).size(), () -> String.join("\n", pages));
    }

    @Test
    void whatIsTypedIntoAFormIsShownAsText() {
        String fields = "notice=signup&version=1&language=en&number=%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
        String answer = capture.capture(base64(fields, "application/x-www-form-urlencoded"))
                .getBody();
        assertFalse(answer.contains("<script>"), answer);
        assertTrue(answer.contains("&quot;&gt;&lt;script&gt;"));
    }

    @Test
    void failuresOfEnginesAndDefectsTellNothing() {
        List<Store> failing = List.of(
                new ForwardingStore(store) {
                    @Override
                    public List<Long> count(List<Counter> counters) {
                        throw new StoreUnavailableException(MARKED, new IllegalStateException(MARKED));
                    }
                },
                new ForwardingStore(store) {
                    @Override
                    public List<Long> count(List<Counter> counters) {
                        throw new IllegalStateException(MARKED, new IllegalArgumentException(MARKED));
                    }
                });
        List<Integer> expected = List.of(503, 500);
        for (int i = 0; i < failing.size(); i++) {
            for (APIGatewayV2HTTPEvent event : List.of(Fixture.event(GOOD, Map.of()), goodForm())) {
                assertToldAs(
                        expected.get(i), function(failing.get(i), keys, keys).capture(event));
            }
        }
        Keys broken = new BrokenKeys();
        assertToldAs(503, function(store, keys, broken).capture(Fixture.event(GOOD, Map.of())));
        assertToldAs(503, function(store, broken, keys).capture(Fixture.event(GOOD, Map.of())));
        assertTrue(logged.size() >= 6, "the failures were not logged, so that nothing was looked through");
    }

    private static void assertToldAs(int status, APIGatewayV2HTTPResponse answer) {
        assertEquals(status, answer.getStatusCode());
        assertEquals(status == 503, answer.getHeaders().containsKey("Retry-After"));
        assertUntold(answer.getBody() + answer.getHeaders());
    }

    @Test
    void aFormThatWasOpenedBeforeItsWordsWereCorrectedStoresNothingAndLeadsToTheNewOnes(@TempDir Path folder) {
        // words that freeze here would be the other tests' too
        SqliteStore own = SqliteStore.open(folder.resolve("own.db"), clock);
        Policy corrected = Fixture.example(Map.of("at most four a month", "at most four in a month"));
        String fields = "notice=signup&version=1&language=en&purpose=service&number=%2B12025550177&words=";
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        CaptureFunction function = Fixture.function(corrected, signupPages, own, keys, clock);
        String then = words(Fixture.example(Map.of()));
        APIGatewayV2HTTPResponse refused = function.capture(Fixture.event(fields + then, form));
        assertEquals(400, refused.getStatusCode());
        assertTrue(refused.getBody().contains("/?notice=signup&amp;language=en"), refused.getBody());
        ContactId contact = new Index(keys).contactId(PhoneNumber.ofCanonical("+12025550177"));
        assertEquals(0, own.load(List.of(contact)).get(0).version());
        function.capture(Fixture.event(fields + words(corrected), form));
        assertEquals(1, own.load(List.of(contact)).get(0).version());
        own.close();
    }

    private static String words(Policy policy) {
        return policy.notices().get(0).wording("en").orElseThrow().sha256();
    }

    private CaptureFunction function(Store on, Keys forIndex, Keys forData) {
        return new CaptureFunction(
                policy,
                Fixture.forms(policy, signupPages, new Index(forIndex), clock),
                new Notices(policy, on, clock),
                Fixture.capture(policy, on, new Index(forIndex), forData, new SentMessages(new ArrayList<>()), clock),
                Fixture.receipts(policy, new TestSigner(), on, clock));
    }

    private static APIGatewayV2HTTPEvent goodForm() {
        return base64(
                "notice=signup&version=1&language=en&purpose=service&number=" + MARKED.replace("+", "%2B"),
                "application/x-www-form-urlencoded");
    }

    /** Digits are looked for whatever stands between them. */
    private static void assertUntold(String text) {
        assertFalse(text.replaceAll("[^0-9]", "").contains(TELLING), "the number was told");
    }

    private static Case json(String name, String body, int status, String code, String... headers) {
        Map<String, String> more = headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]);
        return new Case(name, Fixture.event(body, more), status, code);
    }

    private static Case form(String name, String body, int status, String code) {
        return raw(name, body, "application/x-www-form-urlencoded", status, code);
    }

    private static Case raw(String name, String latin1, String mediaType, int status, String code) {
        return new Case(name, base64(latin1, mediaType), status, code);
    }

    private static APIGatewayV2HTTPEvent base64(String latin1, String mediaType) {
        APIGatewayV2HTTPEvent event = Fixture.event("", Map.of("Content-Type", mediaType));
        boolean broken = latin1.startsWith("*");
        event.setBody(
                broken ? latin1 : Base64.getEncoder().encodeToString(latin1.getBytes(StandardCharsets.ISO_8859_1)));
        event.setIsBase64Encoded(true);
        return event;
    }

    private static String stackTrace(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        java.io.StringWriter text = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private static final class BrokenKeys implements Keys {

        @Override
        public DataKey generate(Purpose purpose) {
            throw new KeysUnavailableException(MARKED);
        }

        @Override
        public DataKey unwrap(Purpose purpose, byte[] wrapped) {
            throw new KeysUnavailableException(MARKED);
        }

        @Override
        public byte[] mac(String label) {
            throw new KeysUnavailableException(MARKED);
        }
    }
}
