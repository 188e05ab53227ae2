package dev.ringlock.provider.twilio;

import static dev.ringlock.provider.SignatureVectors.assertHolds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.TestClock;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Requests;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.SignatureVectors;
import dev.ringlock.provider.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Its own test vectors, and ours where it has none; the facts name the source of each. */
class TwilioSignatureTest {

    private static final String URL = "https://ringlock.example.com/v1/inbound/twilio";
    private static final Secret NEW = Secret.of("the new one");
    private static final Secret OLD = Secret.of("the old one");
    private static final Instant NOW = new TestClock().instant();
    private static final Secret SHARED = Secret.of("the shared one");

    private final TwilioSignature twilio = new TwilioSignature(List.of(NEW, OLD), List.of(SHARED));

    private static String sign(Hmac hmac, Secret secret, String message) {
        return Base64.getEncoder().encodeToString(hmac.of(secret, message.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void twiliosHoldWithAndWithoutThePort() {
        JsonNode twilio = SignatureVectors.of("twilio");
        Scheme scheme = new TwilioSignature(SignatureVectors.secrets(twilio.path("auth_token")), List.of());
        String form = SignatureVectors.form(twilio.path("vectors").path(0).path("params"));
        for (JsonNode vector : twilio.path("vectors")) {
            Map<String, String> headers =
                    Map.of("x-twilio-signature", vector.path("signature").asText());
            String url = vector.path("url").asText();
            assertHolds(scheme, Requests.post(url, Requests.FORM, form, headers), url, SignatureVectors.ANY);
        }
    }

    private boolean twilioProves(String url, String mediaType, String body, String signed) {
        return Requests.proves(
                twilio,
                new WebhookRequest(
                        Requests.post(url, mediaType, body, Map.of("x-twilio-signature", signed)), url, NOW));
    }

    @Test
    void twiliosTwoTokensAreTakenWhileOneReplacesTheOther() {
        for (Secret secret : List.of(NEW, OLD)) {
            assertTrue(twilioProves(URL, Requests.FORM, "Body=STOP", sign(Hmac.SHA1, secret, URL + "BodySTOP")));
        }
        assertFalse(
                twilioProves(URL, Requests.FORM, "Body=STOP", sign(Hmac.SHA1, Secret.of("gone"), URL + "BodySTOP")));
    }

    @Test
    void twiliosRepeatedParametersAreSignedInOrderAndOnce() {
        String signed = sign(Hmac.SHA1, NEW, URL + "A1A2B");
        assertTrue(twilioProves(URL, Requests.FORM, "B=&A=2&A=1&A=2", signed));
        assertTrue(twilioProves(URL, Requests.FORM + "; charset=UTF-8", "A=1&A=2&B", signed));
        assertFalse(twilioProves(URL, Requests.FORM, "A=1&B=", signed));
        assertFalse(twilioProves(URL, Requests.FORM, "A=1&A=2&B=&C=new", signed));
    }

    @Test
    void twiliosParametersAreTakenAsUtf8AndWithTheirSpaces() {
        String signed = sign(Hmac.SHA1, NEW, URL + "Body  arr\u00eat +");
        assertTrue(twilioProves(URL, Requests.FORM, "Body=++arr%C3%AAt+%2B", signed));
        assertFalse(twilioProves(URL, Requests.FORM, "Body=++arr%EAt+%2B", signed));
    }

    @ParameterizedTest
    @ValueSource(strings = {":443", ""})
    void twiliosPortMayBeSignedOrNot(String port) {
        String signed = sign(Hmac.SHA1, NEW, URL.replace(".com", ".com" + port) + "BodySTOP");
        assertTrue(twilioProves(URL, Requests.FORM, "Body=STOP", signed));
        assertTrue(twilioProves(URL.replace(".com", ".com:443"), Requests.FORM, "Body=STOP", signed));
        assertFalse(twilioProves(URL.replace("https", "http"), Requests.FORM, "Body=STOP", signed));
    }

    @Test
    void twiliosBodyThatIsNoFormIsCoveredByItsHash() {
        String body = "{\"CallSid\":\"CA1\"}";
        String url = URL + "?bodySHA256=" + Sha256.hex(body.getBytes(StandardCharsets.UTF_8));
        String signed = sign(Hmac.SHA1, NEW, url);
        assertTrue(twilioProves(url, Requests.JSON, body, signed));
        assertFalse(twilioProves(url, Requests.JSON, body.replace("1", "2"), signed));
        assertFalse(twilioProves(url, Requests.JSON, "", signed));
        assertFalse(twilioProves(URL, Requests.JSON, body, sign(Hmac.SHA1, NEW, URL)), "nothing covers the body");
        assertFalse(twilioProves(URL, "", "Body=STOP", sign(Hmac.SHA1, NEW, URL)), "nothing covers the body");
    }

    /** Of Twilio's documentation: signature_validation_json in twilio-samples/api-snippets has the address and the body. */
    @Test
    void twiliosHashIsThatOfItsExample() {
        assertEquals(
                "5ccde7145dfb8f56479710896586cb9d5911809d83afbe34627818790db0aec9",
                Sha256.hex("{\"CallSid\":\"CA1234567890ABCDE\",\"Caller\":\"+12349013030\"}"
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void twiliosGetSignsTheAddressAsItWasCalled() {
        String url = URL + "?From=%2B12025550123&Body=STOP";
        Map<String, String> signed = Map.of("x-twilio-signature", sign(Hmac.SHA1, NEW, url));
        assertTrue(Requests.proves(twilio, new WebhookRequest(Requests.get(url, signed), url, NOW)));
        String swapped = URL + "?Body=STOP&From=%2B12025550123";
        assertFalse(Requests.proves(twilio, new WebhookRequest(Requests.get(swapped, signed), swapped, NOW)));
    }

    private boolean provesWith(String settings, Hmac hmac, Secret secret) {
        Map<String, String> headers = Map.of(
                "x-twilio-signature",
                sign(hmac, secret, URL + "BodySTOP"),
                "x-twilio-webhooks-signature-settings",
                settings);
        Request request = Requests.post(URL, Requests.FORM, "Body=STOP", headers);
        return Requests.proves(twilio, new WebhookRequest(request, URL, NOW));
    }

    /** As WebhookSignatureValidation.md in twilio/twilio-node has it: the hash and the secret change, and nothing else. */
    @Test
    void aSharedKeySignsWithSha256() {
        for (String settings : List.of("key=WK1,algorithm=HMAC_SHA256", "algorithm=HMAC_SHA256, key=WK1")) {
            assertTrue(provesWith(settings, Hmac.SHA256, SHARED), settings);
            assertFalse(provesWith(settings, Hmac.SHA256, NEW), "a token is no shared key");
            assertFalse(provesWith(settings, Hmac.SHA1, SHARED), "the algorithm is the one that it says");
            assertFalse(provesWith(settings, Hmac.SHA1, NEW), "the algorithm is the one that it says");
        }
        assertFalse(provesWith("", Hmac.SHA256, SHARED), "without the header a token has signed");
        assertFalse(provesWith("", Hmac.SHA1, SHARED), "a shared key is no token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key=WK1",
                "key=WK1,algorithm=HMAC_SHA1",
                "key=WK1,algorithm=hmac_sha256",
                "key=WK1,algorithm=HMAC_SHA512",
                "key=WK1,algorithm=HMAC_SHA256,algorithm=HMAC_SHA1",
                "HMAC_SHA256"
            })
    void aSharedKeysAlgorithmIsNotForTheRequestToChoose(String settings) {
        for (Hmac hmac : Hmac.values()) {
            assertFalse(provesWith(settings, hmac, SHARED));
            assertFalse(provesWith(settings, hmac, NEW));
        }
    }
}
