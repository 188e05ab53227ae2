package dev.ringlock.provider.vonage;

import static dev.ringlock.provider.SignatureVectors.assertHolds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Request;
import dev.ringlock.provider.Requests;
import dev.ringlock.provider.SignatureVectors;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Its own test vectors, and ours where it has none; the facts name the source of each. */
class VonageTokenTest {

    @Test
    void vonagesHolds() {
        JsonNode vonage = SignatureVectors.of("vonage").path("own_with_payload_hash");
        Map<String, String> headers =
                Map.of("authorization", vonage.path("authorization").asText());
        String url = "https://example.com/v1/inbound/vonage";
        Request request = Requests.post(url, Requests.JSON, vonage.path("body").asText(), headers);
        assertHolds(
                new VonageToken(SignatureVectors.secrets(vonage.path("secret"))),
                request,
                url,
                Instant.ofEpochSecond(1_738_584_865));
    }
}
