package dev.ringlock.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.SuppressedContacts;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.ReceiptText;
import dev.ringlock.store.Commit;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receipt of a signup says what was said, is signed, and tells nothing of what is stored. */
class SignupReceiptTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String RECEIPT = "/v1/consents/receipt";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private Fixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = Fixture.in(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aProgramGetsASignedReceiptOfWhatWasSaid() throws Exception {
        JsonNode answer = JSON.readTree(fixture.post(wanted("+12025550123")).getBody());
        JsonNode receipt = checked(answer.path("receipt").asText());
        assertEquals(answer.path("recordId"), receipt.path("consentReceiptID"));
        assertEquals(answer.path("recordId"), receipt.path("sub"));
        assertEquals("api", receipt.path("collectionMethod").asText());
        assertEquals("US", receipt.path("jurisdiction").asText());
        assertEquals("en", receipt.path("language").asText());
        assertEquals(
                Instant.parse(answer.path("decidedAt").asText()).getEpochSecond(),
                receipt.path("consentTimestamp").asLong());
        assertEquals(
                "Harbour Books", receipt.at("/piiControllers/0/piiController").asText());
        assertEquals(
                "privacy@harbour-books.example",
                receipt.at("/piiControllers/0/email").asText());
        assertEquals("act", receipt.at("/receipt/kind").asText());
        assertEquals(answer.path("decidedAt"), receipt.at("/receipt/at"));
        assertEquals(JSON.readTree("[\"marketing\"]"), receipt.at("/receipt/purposes"));
        var shown = Fixture.example(Map.of()).notices().get(0).wording("en").orElseThrow();
        assertEquals(shown.verbatim(), receipt.at("/receipt/notice/text").asText());
        assertEquals(shown.sha256(), receipt.at("/receipt/notice/sha256").asText());
        assertEquals(
                "https://ringlock.example.com/v1/preferences",
                receipt.at("/receipt/withdrawal/address").asText());
    }

    @Test
    void noneIsSignedUnlessItIsAskedForAndSomethingWasAgreedTo() throws Exception {
        String refused = wanted("+12025550123").replace("\"granted\": true", "\"granted\": false");
        for (String body : List.of(Fixture.BODY, refused, Fixture.BODY.replaceFirst("\\{", "{\"receipt\": null,"))) {
            APIGatewayV2HTTPResponse answer = fixture.post(body);
            assertEquals(201, answer.getStatusCode(), answer::getBody);
            assertFalse(JSON.readTree(answer.getBody()).has("receipt"), answer.getBody());
        }
        assertFalse(fixture.takeCalls().contains("sign"));
    }

    @Test
    void bytesAndCallsAreTheSameWhateverIsStored() throws Exception {
        suppress("+12025550133");
        fixture.post(Fixture.BODY.replace("+12025550123", "+12025550134"));
        fixture.post(wanted("+12025550135"));
        fixture.takeCalls();
        Set<JsonNode> receipts = new HashSet<>();
        Set<List<String>> calls = new HashSet<>();
        for (String number : List.of("+12025550132", "+12025550133", "+12025550134")) {
            String body = fixture.post(wanted(number)).getBody();
            calls.add(fixture.takeCalls());
            String compact = JSON.readTree(body).path("receipt").asText();
            ObjectNode receipt = (ObjectNode) checked(compact);
            String text = receipt.toString();
            assertFalse(
                    text.contains(number.substring(1))
                            || text.contains(fixture.contactId(number).value()),
                    text);
            for (String id : List.of("sub", "consentReceiptID", "piiPrincipalId")) {
                receipt.put(id, "RECORD");
            }
            ((ObjectNode) receipt.path("receipt")).put("record_id", "RECORD");
            receipts.add(receipt);
        }
        assertEquals(1, receipts.size(), receipts::toString);
        assertEquals(1, calls.size(), calls::toString);
        assertEquals(1, calls.iterator().next().stream().filter("sign"::equals).count());
    }

    @Test
    void aRepeatedRequestGetsTheReceiptOfTheActThatWasStored() throws Exception {
        Map<String, String> key = Map.of("Idempotency-Key", "one");
        JsonNode first = JSON.readTree(fixture.post(wanted("+12025550123"), key).getBody());
        fixture.clock.advance(Duration.ofMinutes(5));
        JsonNode again = JSON.readTree(fixture.post(wanted("+12025550123"), key).getBody());
        assertEquals(first.path("recordId"), again.path("recordId"));
        JsonNode receipt = checked(again.path("receipt").asText());
        assertEquals(first.path("recordId"), receipt.path("sub"));
        assertEquals(first.path("decidedAt"), receipt.at("/receipt/at"));
    }

    @Test
    void aSigningKeyThatDoesNotAnswerLeavesNothingBehind() {
        fixture.mute = true;
        APIGatewayV2HTTPResponse answer = fixture.post(wanted("+12025550123"));
        assertEquals(503, answer.getStatusCode());
        assertEquals(0, fixture.contact("+12025550123").version());
        assertEquals(201, fixture.post(Fixture.BODY).getStatusCode(), "signups without a receipt go on");
    }

    @Test
    void theBrowserThatSignedUpGetsTheReceiptOfThatAct() throws Exception {
        String cookie = signUpByForm("+12025550123", "service");
        fixture.clock.advance(Duration.ofMinutes(5));
        fixture.takeCalls();
        APIGatewayV2HTTPResponse answer = fixture.get(RECEIPT, cookie);
        assertEquals(200, answer.getStatusCode(), answer::getBody);
        assertEquals("application/jose", answer.getHeaders().get("Content-Type"));
        JsonNode receipt = checked(answer.getBody());
        assertEquals("web_checkbox", receipt.path("collectionMethod").asText());
        assertEquals(JSON.readTree("[\"service\"]"), receipt.at("/receipt/purposes"));
        assertEquals(
                "consent-receipt-" + receipt.path("sub").asText() + ".jws",
                answer.getHeaders().get("Content-Disposition").replaceAll(".*filename=\"|\"$", ""));
        assertFalse(receipt.toString().contains("2025550123"));
        assertEquals(List.of("sign"), withoutFirstLook(fixture.takeCalls()), "it reads nothing of what is stored");
    }

    @Test
    void anotherBrowserAndAChangedCookieGetNone() {
        String cookie = signUpByForm("+12025550123", "service");
        String changed = cookie.substring(0, cookie.length() - 2) + (cookie.endsWith("AA") ? "BB" : "AA");
        assertNotEquals(cookie, changed);
        for (String other : List.of("", changed, "ringlock_signup=AAAA")) {
            APIGatewayV2HTTPResponse answer = fixture.get(RECEIPT, other);
            assertEquals(303, answer.getStatusCode());
            assertEquals("/", answer.getHeaders().get("Location"));
        }
        fixture.clock.advance(Duration.ofHours(1));
        assertEquals(303, fixture.get(RECEIPT, cookie).getStatusCode());
    }

    private String signUpByForm(String number, String... purposes) {
        List<String> fields = new ArrayList<>(
                List.of("notice=signup", "version=1", "language=en", "number=" + number.replace("+", "%2B")));
        List.of(purposes).forEach(purpose -> fields.add("purpose=" + purpose));
        APIGatewayV2HTTPResponse answer = fixture.post(String.join("&", fields), FORM);
        assertEquals(303, answer.getStatusCode());
        assertTrue(answer.getHeaders().containsKey("Set-Cookie"));
        return answer.getHeaders().get("Set-Cookie").replaceFirst(";.*", "");
    }

    /** A process looks once whether its public key is on the ledger. */
    private static List<String> withoutFirstLook(List<String> calls) {
        return calls.stream().filter(call -> !call.equals("commit")).toList();
    }

    private JsonNode checked(String compact) throws Exception {
        return ReceiptText.checked(compact, fixture.signer.publicKey());
    }

    private static String wanted(String number) {
        return Fixture.BODY.replace("+12025550123", number).replaceFirst("\\{", "{\"receipt\": true,");
    }

    private void suppress(String e164) {
        OptOut no = new OptOut(Instant.EPOCH, Ulid.of(Instant.EPOCH, new byte[10]));
        fixture.store.commit(new Commit(
                SuppressedContacts.of(
                        fixture.contactId(e164), Map.of(new Purpose("marketing"), Consent.suppression(no))),
                List.of(),
                Set.of(),
                List.of(),
                null));
    }
}
