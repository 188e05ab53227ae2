package dev.ringlock.provider.sinch;

import static dev.ringlock.provider.SignatureVectors.assertHolds;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.TestClock;
import dev.ringlock.http.Request;
import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Requests;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.SignatureVectors;
import dev.ringlock.provider.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Its own test vectors, and ours where it has none; the facts name the source of each. */
class SinchSignatureTest {

    private static final String URL = "https://ringlock.example.com/v1/inbound/sinch";
    private static final Secret NEW = Secret.of("the new one");
    private static final Instant NOW = new TestClock().instant();

    private static String sign(Secret secret, String message) {
        return Base64.getEncoder().encodeToString(Hmac.SHA256.of(secret, message.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sinchsHolds() {
        JsonNode sinch = SignatureVectors.of("sinch");
        Map<String, String> headers = new TreeMap<>();
        sinch.path("headers")
                .properties()
                .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
        String url = "https://example.com/v1/inbound/sinch";
        Request request = Requests.post(url, Requests.JSON, sinch.path("body").asText(), headers);
        assertHolds(
                new SinchSignature(SignatureVectors.secrets(sinch.path("secret"))),
                request,
                url,
                Instant.ofEpochSecond(1_736_760_161));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "HmacSHA1", "HmacSHA512", "hmacsha256", "HmacSHA256,HmacSHA256"})
    void sinchsAlgorithmIsNotForTheRequestToChoose(String algorithm) {
        String time = String.valueOf(NOW.getEpochSecond());
        Map<String, String> headers = new TreeMap<>(Map.of(
                "x-sinch-webhook-signature",
                sign(NEW, "{}.nonce." + time),
                "x-sinch-webhook-signature-nonce",
                "nonce",
                "x-sinch-webhook-signature-timestamp",
                time,
                "x-sinch-webhook-signature-algorithm",
                "HmacSHA256"));
        SinchSignature sinch = new SinchSignature(List.of(NEW));
        assertTrue(
                Requests.proves(sinch, new WebhookRequest(Requests.post(URL, Requests.JSON, "{}", headers), URL, NOW)));
        headers.put("x-sinch-webhook-signature-algorithm", algorithm);
        assertFalse(
                Requests.proves(sinch, new WebhookRequest(Requests.post(URL, Requests.JSON, "{}", headers), URL, NOW)));
    }
}
