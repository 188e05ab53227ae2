package dev.ringlock.provider.generic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.http.Request;
import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Requests;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StandardWebhooksTest {

    private static final String URL = "https://ringlock.example.com/v1/inbound/generic";
    private static final Secret NEW = Secret.of("the new one");
    private static final Secret OLD = Secret.of("the old one");
    private static final Instant NOW = new TestClock().instant();

    private static String sign(Secret secret, String message) {
        return Base64.getEncoder().encodeToString(Hmac.SHA256.of(secret, message.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean standardProves(Map<String, String> headers, Instant now) {
        Request request = Requests.post(URL, Requests.JSON, "{}", headers);
        return Requests.proves(new StandardWebhooks(List.of(OLD, NEW)), new WebhookRequest(request, URL, now));
    }

    @Test
    void standardWebhooksMayCarrySeveralSignaturesOfWhichOneHasToHold() {
        String time = String.valueOf(NOW.getEpochSecond());
        String right = "v1," + sign(NEW, "msg_1." + time + ".{}");
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
                    "v1," + sign(NEW, "msg_1." + time + ".{}"));
            assertEquals(Math.abs(seconds) <= 300, standardProves(headers, NOW), () -> seconds + " s");
        }
    }

    @Test
    void anIdThatCouldMoveTheBorderIsRefused() {
        String time = String.valueOf(NOW.getEpochSecond());
        Map<String, String> headers = Map.of(
                "webhook-id", "msg." + time,
                "webhook-timestamp", time,
                "webhook-signature", "v1," + sign(NEW, "msg." + time + "." + time + ".{}"));
        assertFalse(standardProves(headers, NOW));
    }
}
