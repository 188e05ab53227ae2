package dev.ringlock.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What single schemes have for themselves. */
class SchemesTest {

    private static final String URL = "https://ringlock.example.com/v1/inbound/twilio";
    private static final Secret NEW = Secret.of("the new one");
    private static final Secret OLD = Secret.of("the old one");
    private static final Instant NOW = new TestClock().instant();

    private final Twilio twilio = new Twilio(List.of(NEW, OLD));

    private static String sign(Hmac hmac, Secret secret, String message) {
        return Base64.getEncoder().encodeToString(hmac.of(secret, message.getBytes(StandardCharsets.UTF_8)));
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
        String url = URL + "?bodySHA256=" + WebhookRequest.sha256(body.getBytes(StandardCharsets.UTF_8));
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
                WebhookRequest.sha256("{\"CallSid\":\"CA1234567890ABCDE\",\"Caller\":\"+12349013030\"}"
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

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "HmacSHA1", "HmacSHA512", "hmacsha256", "HmacSHA256,HmacSHA256"})
    void sinchsAlgorithmIsNotForTheRequestToChoose(String algorithm) {
        String time = String.valueOf(NOW.getEpochSecond());
        Map<String, String> headers = new TreeMap<>(Map.of(
                "x-sinch-webhook-signature",
                sign(Hmac.SHA256, NEW, "{}.nonce." + time),
                "x-sinch-webhook-signature-nonce",
                "nonce",
                "x-sinch-webhook-signature-timestamp",
                time,
                "x-sinch-webhook-signature-algorithm",
                "HmacSHA256"));
        Sinch sinch = new Sinch(List.of(NEW));
        assertTrue(
                Requests.proves(sinch, new WebhookRequest(Requests.post(URL, Requests.JSON, "{}", headers), URL, NOW)));
        headers.put("x-sinch-webhook-signature-algorithm", algorithm);
        assertFalse(
                Requests.proves(sinch, new WebhookRequest(Requests.post(URL, Requests.JSON, "{}", headers), URL, NOW)));
    }

    private static boolean standardProves(Map<String, String> headers, Instant now) {
        Request request = Requests.post(URL, Requests.JSON, "{}", headers);
        return Requests.proves(new StandardWebhooks(List.of(OLD, NEW)), new WebhookRequest(request, URL, now));
    }

    @Test
    void standardWebhooksMayCarrySeveralSignaturesOfWhichOneHasToHold() {
        String time = String.valueOf(NOW.getEpochSecond());
        String right = "v1," + sign(Hmac.SHA256, NEW, "msg_1." + time + ".{}");
        Map<String, String> headers = new TreeMap<>(Map.of("webhook-id", "msg_1", "webhook-timestamp", time));
        for (String taken : List.of(right, "v1,AAAA " + right, right + " v1a,AAAA", "v2,x " + right + " v1,")) {
            headers.put("webhook-signature", taken);
            assertTrue(standardProves(headers, NOW), taken);
        }
        for (String refused :
                List.of("", " ", "v1,", "v1", right.replace("v1,", "v2,"), right.replace("v1,", ""), right + ",")) {
            headers.put("webhook-signature", refused);
            assertFalse(standardProves(headers, NOW), refused);
        }
    }

    @Test
    void standardWebhooksLiveForFiveMinutesEitherWay() {
        for (int seconds : new int[] {-301, -300, 0, 300, 301}) {
            Instant signed = NOW.plusSeconds(seconds);
            String time = String.valueOf(signed.getEpochSecond());
            Map<String, String> headers = Map.of(
                    "webhook-id",
                    "msg_1",
                    "webhook-timestamp",
                    time,
                    "webhook-signature",
                    "v1," + sign(Hmac.SHA256, NEW, "msg_1." + time + ".{}"));
            assertEquals(Math.abs(seconds) <= 300, standardProves(headers, NOW), () -> seconds + " s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", " 1", "1.5", "1e3", "0x1", "999999999999", "1764000000,1764000000"})
    void aTimeThatIsNoNumberOfSecondsIsNone(String time) {
        assertFalse(new Window(Duration.ofDays(100_000), Duration.ofDays(100_000)).hasSeconds(time, NOW));
    }

    @Test
    void anIdThatCouldMoveTheBorderIsRefused() {
        String time = String.valueOf(NOW.getEpochSecond());
        Map<String, String> headers = Map.of(
                "webhook-id", "msg." + time,
                "webhook-timestamp", time,
                "webhook-signature", "v1," + sign(Hmac.SHA256, NEW, "msg." + time + "." + time + ".{}"));
        assertFalse(standardProves(headers, NOW));
    }
}
