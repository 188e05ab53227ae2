package dev.ringlock.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.http.Request;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The providers' own test vectors, and ours where they have none; the file names the source of each. */
class SignatureVectorsTest {

    private static final JsonNode VECTORS = vectors();
    private static final Instant ANY = Instant.parse("2026-11-24T10:00:00Z");

    private static JsonNode vectors() {
        try {
            return new JsonMapper()
                    .readTree(SignatureVectorsTest.class.getResourceAsStream("/facts/signature_vectors.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void twiliosHoldWithAndWithoutThePort() {
        JsonNode twilio = VECTORS.path("twilio");
        Scheme scheme = new Twilio(secrets(twilio.path("auth_token")));
        String form = form(twilio.path("vectors").path(0).path("params"));
        for (JsonNode vector : twilio.path("vectors")) {
            Map<String, String> headers =
                    Map.of("x-twilio-signature", vector.path("signature").asText());
            String url = vector.path("url").asText();
            assertHolds(scheme, Requests.post(url, Requests.FORM, form, headers), url, ANY);
        }
    }

    @Test
    void plivosSecondVersionHoldsWhereTheOwnerTakesIt() {
        JsonNode plivo = VECTORS.path("plivo_v2");
        List<Secret> secrets = secrets(plivo.path("auth_token"));
        for (JsonNode vector : plivo.path("vectors")) {
            Map<String, String> headers = Map.of(
                    "x-plivo-signature-v2", vector.path("signature").asText(),
                    "x-plivo-signature-v2-nonce", plivo.path("nonce").asText());
            String url = vector.path("url").asText();
            Request request = Requests.post(url, Requests.FORM, "Text=STOP", headers);
            assertHolds(new Plivo(secrets, true), request, url, ANY);
            assertFalse(Requests.proves(new Plivo(secrets, false), new WebhookRequest(request, url, ANY)));
        }
    }

    @Test
    void plivosThirdVersionHolds() {
        JsonNode plivo = VECTORS.path("plivo_v3");
        Map<String, String> headers = Map.of(
                "x-plivo-signature-v3", plivo.path("signature").asText(),
                "x-plivo-signature-v3-nonce", plivo.path("nonce").asText());
        String url = plivo.path("url").asText();
        Request request = Requests.post(url, Requests.FORM, form(plivo.path("params")), headers);
        assertHolds(new Plivo(secrets(plivo.path("auth_token")), false), request, url, ANY);
    }

    @Test
    void sinchsHolds() {
        JsonNode sinch = VECTORS.path("sinch");
        Map<String, String> headers = new TreeMap<>();
        sinch.path("headers")
                .properties()
                .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
        String url = "https://example.com/v1/inbound/sinch";
        Request request = Requests.post(url, Requests.JSON, sinch.path("body").asText(), headers);
        assertHolds(new Sinch(secrets(sinch.path("secret"))), request, url, Instant.ofEpochSecond(1_736_760_161));
    }

    @Test
    void vonagesHolds() {
        JsonNode vonage = VECTORS.path("vonage").path("own_with_payload_hash");
        Map<String, String> headers =
                Map.of("authorization", vonage.path("authorization").asText());
        String url = "https://example.com/v1/inbound/vonage";
        Request request = Requests.post(url, Requests.JSON, vonage.path("body").asText(), headers);
        assertHolds(new Vonage(secrets(vonage.path("secret"))), request, url, Instant.ofEpochSecond(1_738_584_865));
    }

    @Test
    void messageBirdsHolds() {
        JsonNode bird = VECTORS.path("messagebird");
        Map<String, String> headers =
                Map.of("messagebird-signature-jwt", bird.path("jwt").asText());
        String url = bird.path("url").asText();
        Request request = Requests.post(url, "text/plain", bird.path("payload").asText(), headers);
        Instant now = OffsetDateTime.parse(bird.path("now").asText()).toInstant();
        assertHolds(new MessageBird(secrets(bird.path("secret"))), request, url, now);
    }

    @Test
    void telnyxsHolds() {
        JsonNode telnyx = VECTORS.path("telnyx");
        byte[] key = Base64.getDecoder().decode(telnyx.path("public_key_b64").asText());
        Map<String, String> headers = Map.of(
                "telnyx-timestamp", telnyx.path("timestamp").asText(),
                "telnyx-signature-ed25519", telnyx.path("signature_b64").asText());
        String url = "https://example.com/v1/inbound/telnyx";
        Request request = Requests.post(url, Requests.JSON, telnyx.path("body").asText(), headers);
        assertHolds(
                new Telnyx(List.of(Telnyx.key(key).orElseThrow())), request, url, Instant.ofEpochSecond(1_738_584_865));
    }

    @Test
    void onlyTheHostsOfTheFactsAreSnss() {
        assertEquals(
                "^sns\\.[a-zA-Z0-9\\-]{3,}\\.amazonaws\\.com(\\.cn)?$",
                VECTORS.path("aws_sns").path("cert_host_regex").asText());
        assertTrue(SnsAddress.read("https://sns.us-east-1.amazonaws.com/a.pem")
                .filter(SnsAddress::isCertificate)
                .isPresent());
        assertTrue(SnsAddress.read("https://sns.cn-north-1.amazonaws.com.cn/a.pem")
                .filter(SnsAddress::isCertificate)
                .isPresent());
    }

    /** Holds as it is, and not with another body or another secret. */
    private static void assertHolds(Scheme scheme, Request request, String url, Instant now) {
        assertTrue(Requests.proves(scheme, new WebhookRequest(request, url, now)));
        boolean coversBody = request.header("x-plivo-signature-v2").isEmpty();
        byte[] flipped = request.body().clone();
        flipped[flipped.length / 2] ^= 1;
        Request changed = new Request(
                request.method(),
                request.path(),
                request.rawQuery(),
                request.query(),
                request.headers(),
                flipped,
                request.caller());
        assertEquals(!coversBody, Requests.proves(scheme, new WebhookRequest(changed, url, now)));
    }

    private static List<Secret> secrets(JsonNode text) {
        return List.of(Secret.of("another one"), Secret.of(text.asText()));
    }

    private static String form(JsonNode params) {
        return params.properties().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue().asText(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
