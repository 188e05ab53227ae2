package dev.ringlock.provider.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.provider.SenderSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioAccountTest {

    private static final String ACCOUNT = "AC" + "0".repeat(32);
    private static final String KEY = "SK" + "0".repeat(32);

    private static Optional<TwilioAccount> account(String json) {
        return TwilioAccount.read(SenderSettings.parse(json).part("twilio"));
    }

    @Test
    void anAccountsTokenIsEnough() {
        TwilioAccount twilio = account(
                        "{\"twilio\":{\"accountSid\":\"" + ACCOUNT + "\",\"authToken\":\"s3cret-s3cret-s3cret\"}}")
                .orElseThrow();
        assertEquals(ACCOUNT, twilio.user());
        assertEquals("s3cret-s3cret-s3cret", twilio.secret());
        assertEquals("https://api.twilio.com", twilio.baseUrl().toString());
    }

    @Test
    void anotherOfTwiliosRegionsCanBeNamed() {
        assertEquals(
                "https://api.dublin.ie1.twilio.com",
                account("{\"twilio\":{\"accountSid\":\"" + ACCOUNT + "\",\"apiKeySid\":\"" + KEY
                                + "\",\"apiKeySecret\":\"s3cret-s3cret-s3cret\","
                                + "\"baseUrl\":\"https://api.dublin.ie1.twilio.com\"}}")
                        .orElseThrow()
                        .baseUrl()
                        .toString());
    }

    @Test
    void whatIsOthersIsNotLookedAt() {
        for (String others : List.of("{}", "{\"publicUrl\":1}", "{\"twilio\":{\"authTokens\":[\"s3cret\"]}}")) {
            assertEquals(Optional.empty(), account(others));
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
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> account(json));
        assertFalse(thrown.getMessage().contains("s3cret"), thrown.getMessage());
        assertNull(thrown.getCause());
    }

    @Test
    void nothingShowsASecret() {
        String shown = account(
                        "{\"twilio\":{\"accountSid\":\"" + ACCOUNT + "\",\"authToken\":\"s3cret-s3cret-s3cret\"}}")
                .toString();
        assertTrue(shown.contains(ACCOUNT) && !shown.contains("s3cret"), shown);
    }
}
