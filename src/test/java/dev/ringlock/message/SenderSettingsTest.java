package dev.ringlock.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderSettingsTest {

    private static final String ACCOUNT = "AC" + "0".repeat(32);
    private static final String KEY = "SK" + "0".repeat(32);

    @Test
    void anAccountsTokenIsEnough() {
        SenderSettings.Twilio twilio = SenderSettings.parse(
                        "{\"twilio\":{\"accountSid\":\"" + ACCOUNT + "\",\"authToken\":\"s3cret-s3cret-s3cret\"}}")
                .twilio()
                .orElseThrow();
        assertEquals(ACCOUNT, twilio.user());
        assertEquals("s3cret-s3cret-s3cret", twilio.secret());
        assertEquals("https://api.twilio.com", twilio.baseUrl().toString());
    }

    @Test
    void anotherOfTwiliosRegionsCanBeNamed() {
        assertEquals(
                "https://api.dublin.ie1.twilio.com",
                SenderSettings.parse("{\"twilio\":{\"accountSid\":\"" + ACCOUNT + "\",\"apiKeySid\":\"" + KEY
                                + "\",\"apiKeySecret\":\"s3cret-s3cret-s3cret\","
                                + "\"baseUrl\":\"https://api.dublin.ie1.twilio.com\"}}")
                        .twilio()
                        .orElseThrow()
                        .baseUrl()
                        .toString());
    }

    @Test
    void whatIsOthersIsNotLookedAt() {
        for (String others : List.of("{}", "{\"publicUrl\":1}", "{\"twilio\":{\"authTokens\":[\"s3cret\"]}}")) {
            assertEquals(Optional.empty(), SenderSettings.parse(others).twilio());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "[\"s3cret\"]",
                "{\"twilio\":{\"authToken\":\"s3cret-s3cret-s3cret\"}}",
                "{\"twilio\":{\"accountSid\":\"s3cret\",\"authToken\":\"s3cret-s3cret-s3cret\"}}",
                "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\"}}",
                "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\",\"authToken\":\"s3cret s3cret s3cret\"}}",
                "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\",\"authToken\":[\"s3cret\"]}}",
                "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\",\"authToken\":\"s3cret-s3cret-s3cret}}",
                "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\",\"apiKeySid\":\"s3cret\",\"authToken\":\"s3cret-s3cret-s3cret\"}}",
                "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\",\"authToken\":\"s3cret-s3cret-s3cret\",\"baseUrl\":\"http://s3cret.example\"}}",
                "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\",\"authToken\":\"s3cret-s3cret-s3cret\",\"baseUrl\":\"https://s3cret@api.twilio.com\"}}",
                "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\",\"authToken\":\"s3cret-s3cret-s3cret\",\"authToken\":\"s3cret-s3cret-s3cret\"}}",
            })
    void aMistakeIsToldWithoutASecret(String json) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> SenderSettings.parse(json));
        assertFalse(thrown.getMessage().contains("s3cret"), thrown.getMessage());
        assertNull(thrown.getCause());
    }

    @Test
    void nothingShowsASecret() {
        String shown = SenderSettings.parse(
                        "{\"twilio\":{\"accountSid\":\"" + ACCOUNT + "\",\"authToken\":\"s3cret-s3cret-s3cret\"}}")
                .toString();
        assertTrue(shown.contains(ACCOUNT) && !shown.contains("s3cret"), shown);
    }
}
