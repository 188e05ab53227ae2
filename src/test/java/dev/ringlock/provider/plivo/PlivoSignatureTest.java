package dev.ringlock.provider.plivo;

import static dev.ringlock.provider.SignatureVectors.assertHolds;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Request;
import dev.ringlock.provider.Requests;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.SignatureVectors;
import dev.ringlock.provider.WebhookRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Its own test vectors, and ours where it has none; the facts name the source of each. */
class PlivoSignatureTest {

    @Test
    void plivosSecondVersionHoldsWhereTheOwnerTakesIt() {
        JsonNode plivo = SignatureVectors.of("plivo_v2");
        List<Secret> secrets = SignatureVectors.secrets(plivo.path("auth_token"));
        for (JsonNode vector : plivo.path("vectors")) {
            Map<String, String> headers = Map.of(
                    "x-plivo-signature-v2", vector.path("signature").asText(),
                    "x-plivo-signature-v2-nonce", plivo.path("nonce").asText());
            String url = vector.path("url").asText();
            Request request = Requests.post(url, Requests.FORM, "Text=STOP", headers);
            assertHolds(new PlivoSignature(secrets, true), request, url, SignatureVectors.ANY);
            assertFalse(Requests.proves(
                    new PlivoSignature(secrets, false), new WebhookRequest(request, url, SignatureVectors.ANY)));
        }
    }

    @Test
    void plivosThirdVersionHolds() {
        JsonNode plivo = SignatureVectors.of("plivo_v3");
        Map<String, String> headers = Map.of(
                "x-plivo-signature-v3", plivo.path("signature").asText(),
                "x-plivo-signature-v3-nonce", plivo.path("nonce").asText());
        String url = plivo.path("url").asText();
        Request request = Requests.post(url, Requests.FORM, SignatureVectors.form(plivo.path("params")), headers);
        assertHolds(
                new PlivoSignature(SignatureVectors.secrets(plivo.path("auth_token")), false),
                request,
                url,
                SignatureVectors.ANY);
    }
}
