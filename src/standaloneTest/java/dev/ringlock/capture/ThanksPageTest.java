package dev.ringlock.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.SuppressedContacts;
import dev.ringlock.form.SignupPages;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.store.Commit;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.terms.Purpose;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that thanks for a form: its words come from the policy and from what was ticked, and from nothing that is stored. */
@QuarkusTest
class ThanksPageTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Policy PROOF_FOR_ORDERS =
            Fixture.example(Map.of("doubleOptIn: false\n    lineTypes", "doubleOptIn: true\n    lineTypes"));

    @Inject
    SignupPages pages;

    private final TestClock clock = new TestClock();
    private SqliteStore store;
    private Keys keys;
    private CaptureFunction function;

    @BeforeEach
    void open(@TempDir Path folder) {
        KeyFile.create(folder.resolve("keys"));
        keys = KeyFile.read(folder.resolve("keys"));
        store = SqliteStore.open(folder.resolve("db"), clock);
        function = Fixture.function(PROOF_FOR_ORDERS, pages, store, keys, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void itSaysWhatCountsAndWhatWaits() {
        String both = thanks(post("+12025550130", "marketing", "service"));
        assertTrue(both.matches("(?s).*From now on.*class=\"granted\">\\s*<li>News and offers.*"), both);
        assertTrue(both.contains("Did you unsubscribe from any of this before?"), both);
        assertTrue(both.matches("(?s).*once you have entered the code.*class=\"waiting\">\\s*<li>Your orders.*"), both);
        assertTrue(both.contains("<h2>Enter your code</h2>"), both);

        String one = thanks(post("+12025550131", "marketing"));
        assertFalse(one.contains("class=\"waiting\""), one);
        assertTrue(one.contains("<h2>Did we send you a code?</h2>"), one);

        String waiting = thanks(post("+12025550132", "service"));
        assertFalse(waiting.contains("class=\"granted\"") || waiting.contains("Did you unsubscribe"), waiting);
    }

    @Test
    void itIsTheSameWhateverIsStored() {
        suppress("+12025550133");
        post("+12025550134", "marketing", "service");
        Set<String> locations = new HashSet<>();
        Set<Integer> cookies = new HashSet<>();
        Set<String> shown = new HashSet<>();
        for (String number : List.of("+12025550132", "+12025550133", "+12025550134", "+12025550134")) {
            APIGatewayV2HTTPResponse answer = post(number, "marketing", "service");
            assertEquals(303, answer.getStatusCode());
            locations.add(answer.getHeaders().get("Location"));
            cookies.add(answer.getHeaders().get("Set-Cookie").length());
            shown.add(thanks(answer)
                    .replace(number, "NUMBER")
                    .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "RECORD"));
        }
        assertEquals(Set.of("/v1/consents?notice=signup&version=1&language=en&purposes=marketing,service"), locations);
        assertEquals(List.of(1, 1), List.of(cookies.size(), shown.size()), shown.toString());
    }

    @Test
    void theCookieIsSealedAndForItsPathAlone() {
        String cookie = post("+12025550130", "marketing").getHeaders().get("Set-Cookie");
        assertTrue(
                cookie.matches(
                        "ringlock_signup=[A-Za-z0-9_-]+; Path=/v1/consents; Max-Age=3600; HttpOnly; SameSite=Lax; Secure"),
                cookie);
        assertFalse(cookie.contains("5550130"));
    }

    @Test
    void nothingTickedKeepsNothingInTheBrowserEither() {
        APIGatewayV2HTTPResponse answer = post("+12025550130");
        assertFalse(answer.getHeaders().containsKey("Set-Cookie"));
        assertTrue(thanks(answer).contains("we have kept nothing"));
    }

    @Test
    void anotherCodeHasItsWaitAndThePageItsHour() {
        APIGatewayV2HTTPResponse answer = post("+12025550130", "service");
        assertTrue(thanks(answer).contains("You can ask for a new code in 1 min."));
        clock.advance(Duration.ofMinutes(1));
        assertTrue(thanks(answer).contains("Ask for a new one."));
        clock.advance(Duration.ofMinutes(59));
        String late = thanks(answer);
        assertFalse(late.contains("name=\"code\""), late);
        assertTrue(late.contains("please fill in the form again"), late);
    }

    @Test
    void anotherBrowserSeesNoNumberAndAForeignCookieIsNone() {
        APIGatewayV2HTTPResponse answer = post("+12025550130", "service");
        String location = answer.getHeaders().get("Location");
        for (String cookie : List.of("", "ringlock_signup=AAAA", "ringlock_signup=%", "ringlock_code=A")) {
            String page = get(location, cookie).getBody();
            assertTrue(page.contains("Thank you") && page.contains("Your orders"), page);
            assertFalse(page.contains("5550130") || page.contains("name=\"code\""), page);
        }
        assertEquals("/", get("/v1/consents", "").getHeaders().get("Location"));
        assertEquals(
                "/",
                get("/v1/consents?notice=x&version=1&language=en", "")
                        .getHeaders()
                        .get("Location"));
    }

    private APIGatewayV2HTTPResponse post(String number, String... purposes) {
        List<String> fields = new ArrayList<>(
                List.of("notice=signup", "version=1", "language=en", "number=" + number.replace("+", "%2B")));
        Arrays.stream(purposes).forEach(purpose -> fields.add("purpose=" + purpose));
        return function.capture(Fixture.event(String.join("&", fields), Map.of("Content-Type", FORM)));
    }

    private String thanks(APIGatewayV2HTTPResponse answer) {
        String cookie = answer.getHeaders().getOrDefault("Set-Cookie", "").replaceFirst(";.*", "");
        return get(answer.getHeaders().get("Location"), cookie).getBody();
    }

    private APIGatewayV2HTTPResponse get(String location, String cookie) {
        APIGatewayV2HTTPEvent event = Fixture.event("", Map.of("cookie", cookie));
        event.getRequestContext().getHttp().setMethod("GET");
        String[] parts = location.split("\\?", 2);
        event.setQueryStringParameters(
                parts.length == 1
                        ? Map.of()
                        : Arrays.stream(parts[1].split("&"))
                                .map(pair -> pair.split("=", 2))
                                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        return function.capture(event);
    }

    private void suppress(String e164) {
        ContactId id = new Index(keys).contactId(PhoneNumber.ofCanonical(e164));
        OptOut no = new OptOut(Instant.EPOCH, Ulid.of(Instant.EPOCH, new byte[10]));
        store.commit(new Commit(
                SuppressedContacts.of(id, Map.of(new Purpose("marketing"), Consent.suppression(no))),
                List.of(),
                Set.of(),
                List.of(),
                null));
    }
}
