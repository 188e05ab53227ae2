package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where nobody answers as DynamoDB or KMS; FunctionsIT has both. */
@QuarkusTest
@TestProfile(CaptureWireTest.CaptureAlone.class)
class CaptureWireTest extends WireTest {

    public static class CaptureAlone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "quarkus.funqy.export", "capture",
                    "ringlock.number-key", "alias/numbers",
                    "ringlock.mac-key", "alias/mac",
                    "ringlock.signing-key", "signing",
                    "ringlock.public-url", "https://ringlock.example"));
            for (String service : new String[] {"dynamodb", "kms"}) {
                settings.put("quarkus." + service + ".endpoint-override", "http://127.0.0.1:9");
                settings.put("quarkus." + service + ".api-call-timeout", "200MS");
                settings.put("quarkus." + service + ".aws.region", Clients.REGION.id());
                settings.put("quarkus." + service + ".aws.credentials.type", "static");
                settings.put("quarkus." + service + ".aws.credentials.static-provider.access-key-id", "test");
                settings.put("quarkus." + service + ".aws.credentials.static-provider.secret-access-key", "test");
            }
            return settings;
        }
    }

    @Test
    void aWrongNumberIsToldSo() throws Exception {
        JsonNode answer = answer(EventFiles.json("capture", "07-no-such-number-422"));
        assertEquals(422, answer.path("statusCode").asInt());
        assertEquals(
                "application/problem+json", answer.at("/headers/Content-Type").asText());
    }

    @Test
    void whileNothingAnswersASignupIsToldToComeBack() throws Exception {
        JsonNode answer = answer(EventFiles.json("capture", "01-a-new-number-201"));
        assertEquals(503, answer.path("statusCode").asInt());
        assertFalse(answer.at("/headers/Retry-After").asText().isEmpty());
    }

    @Test
    void aNullEventIsAnsweredToo() throws Exception {
        assertEquals(400, answer("null").path("statusCode").asInt());
    }
}
