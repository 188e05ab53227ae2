package dev.ringlock.provider.telnyx;

import static dev.ringlock.provider.SignatureVectors.assertHolds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Request;
import dev.ringlock.provider.Requests;
import dev.ringlock.provider.SignatureVectors;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Its own test vectors, and ours where it has none; the facts name the source of each. */
class TelnyxSignatureTest {

    @Test
    void telnyxsHolds() {
        JsonNode telnyx = SignatureVectors.of("telnyx");
        byte[] key = Base64.getDecoder().decode(telnyx.path("public_key_b64").asText());
        Map<String, String> headers = Map.of(
                "telnyx-timestamp", telnyx.path("timestamp").asText(),
                "telnyx-signature-ed25519", telnyx.path("signature_b64").asText());
        String url = "https://example.com/v1/inbound/telnyx";
        Request request = Requests.post(url, Requests.JSON, telnyx.path("body").asText(), headers);
        assertHolds(
                new TelnyxSignature(List.of(TelnyxSignature.key(key).orElseThrow())),
                request,
                url,
                Instant.ofEpochSecond(1_738_584_865));
    }
}
