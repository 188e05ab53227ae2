package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PagesWireTest.Pages.class)
class PagesWireTest extends WireTest {

    /** Lambda names the function in its environment. */
    public static class Pages implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.funqy.export", "pages", "ringlock.public-url", "https://ringlock.example");
        }
    }

    @Test
    void aGetIsAnsweredWithThePage() throws Exception {
        JsonNode answer = answer(EventFiles.json("pages", "04-the-form-in-de-200"));
        assertEquals(200, answer.path("statusCode").asInt());
        assertEquals(
                "text/html; charset=utf-8", answer.at("/headers/Content-Type").asText());
        assertTrue(answer.path("body").asText().contains("Ihre Telefonnummer"), answer::toString);
    }

    @Test
    void aNullEventIsAnsweredToo() throws Exception {
        assertEquals(400, answer("null").path("statusCode").asInt());
    }
}
