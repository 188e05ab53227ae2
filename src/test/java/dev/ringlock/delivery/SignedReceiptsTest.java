package dev.ringlock.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.http.ProblemException;
import dev.ringlock.provider.DeliveryReceipt;
import dev.ringlock.provider.EventAssertions;
import dev.ringlock.provider.Requests;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.provider.all.Providers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The owner's reference in the address of a receipt counts if the provider signed that address. */
class SignedReceiptsTest {

    private static final String ORIGIN = "https://ringlock.example.com";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String QUERY = "?reference=d-7";
    private static final String FORM =
            "ErrorCode=30006&From=%2B12025550100&MessageSid=SM1" + "&MessageStatus=undelivered&To=%2B12025550123";
    private static final String JOINED =
            "ErrorCode30006From+12025550100MessageSidSM1MessageStatusundeliveredTo+12025550123";

    private final WebhookSettings settings =
            WebhookSettings.parse("""
            {"publicUrl": "%s", "twilio": {"authTokens": ["%s"]}, "plivo": {"authTokens": ["%s"]},
             "infobip": {"header": "X-Secret", "values": ["%s"]}}""".formatted(ORIGIN, TOKEN, TOKEN, TOKEN), Providers.ALL);
    private final Webhooks webhooks = new Webhooks(
            () -> settings,
            Clock.fixed(Instant.parse("2046-11-23T10:00:00Z"), ZoneOffset.UTC),
            address -> Optional.empty());

    @Test
    void twilioSignsTheAddress() {
        String url = ORIGIN + "/v1/delivery/twilio";
        Map<String, String> proof = Map.of("x-twilio-signature", hmac("HmacSHA1", url + QUERY + JOINED));
        assertEquals("d-7", reference("twilio", url + QUERY, proof, FORM));
        assertThrows(ProblemException.class, () -> reference("twilio", url + "?reference=d-8", proof, FORM));
        assertThrows(ProblemException.class, () -> reference("twilio", url, proof, FORM));
        assertThrows(
                ProblemException.class,
                () -> reference("twilio", url + QUERY, proof, FORM.replace("undelivered", "delivered")));
    }

    @Test
    void plivoSignsTheAddress() {
        String url = ORIGIN + "/v1/delivery/plivo";
        String form = "ErrorCode=70&From=12025550100&MessageUUID=u1&Status=undelivered&To=12025550123";
        String joined = "ErrorCode70From12025550100MessageUUIDu1StatusundeliveredTo12025550123";
        Map<String, String> proof = Map.of(
                "x-plivo-signature-v3",
                hmac("HmacSHA256", url + QUERY + "." + joined + ".17"),
                "x-plivo-signature-v3-nonce",
                "17");
        assertEquals("d-7", reference("plivo", url + QUERY, proof, form));
        assertThrows(ProblemException.class, () -> reference("plivo", url + "?reference=d-8", proof, form));
    }

    @Test
    void anAddressThatNobodySignedSaysNothing() {
        String body =
                "{\"results\":[{\"messageId\":\"1\",\"to\":\"12025550123\",\"status\":{\"groupName\":\"DELIVERED\"}}]}";
        VerifiedWebhook webhook = webhooks.verify(
                "infobip",
                Requests.post(ORIGIN + "/v1/delivery/infobip" + QUERY, Requests.JSON, body, Map.of("x-secret", TOKEN)));
        assertEquals("", ((DeliveryReceipt) EventAssertions.only(webhook)).reference());
    }

    private String reference(String provider, String url, Map<String, String> proof, String form) {
        VerifiedWebhook webhook = webhooks.verify(provider, Requests.post(url, Requests.FORM, form, proof));
        return ((DeliveryReceipt) EventAssertions.only(webhook)).reference();
    }

    private static String hmac(String algorithm, String message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
