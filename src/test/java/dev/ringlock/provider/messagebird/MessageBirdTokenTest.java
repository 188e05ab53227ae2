package dev.ringlock.provider.messagebird;

import static dev.ringlock.provider.SignatureVectors.assertHolds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Request;
import dev.ringlock.provider.Requests;
import dev.ringlock.provider.SignatureVectors;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Its own test vectors, and ours where it has none; the facts name the source of each. */
class MessageBirdTokenTest {

    @Test
    void messageBirdsHolds() {
        JsonNode bird = SignatureVectors.of("messagebird");
        Map<String, String> headers =
                Map.of("messagebird-signature-jwt", bird.path("jwt").asText());
        String url = bird.path("url").asText();
        Request request = Requests.post(url, "text/plain", bird.path("payload").asText(), headers);
        Instant now = OffsetDateTime.parse(bird.path("now").asText()).toInstant();
        assertHolds(new MessageBirdToken(SignatureVectors.secrets(bird.path("secret"))), request, url, now);
    }
}
