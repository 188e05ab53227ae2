package dev.ringlock.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.provider.all.Providers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {

    private static final String SECRET = "s3cr3t";
    private static final String ALL = """
            {"publicUrl": "https://ringlock.example.com/",
             "twilio": {"authTokens": ["s3cr3t", "s3cr3t2"]},
             "aws": {"topicArns": ["arn:aws:sns:us-east-1:123456789012:replies"]},
             "generic": {"secrets": ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]},
             "vonage": {"signatureSecrets": ["s3cr3t"]},
             "telnyx": {"publicKeys": ["11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="]},
             "plivo": {"authTokens": ["s3cr3t"], "acceptV2WithoutBody": false},
             "sinch": {"secrets": ["s3cr3t"]},
             "messagebird": {"signingKeys": ["s3cr3t"]},
             "infobip": {"header": "X-Ringlock", "values": ["s3cr3t-s3cr3t-s3cr3t"]}}""";

    private static WebhookSettings parse(String json) {
        return WebhookSettings.parse(json, Providers.ALL);
    }

    @Test
    void everyProviderCanBeSetUp() {
        WebhookSettings settings = parse(ALL);
        assertEquals(
                List.of("aws", "generic", "infobip", "messagebird", "plivo", "sinch", "telnyx", "twilio", "vonage"),
                List.copyOf(settings.providers()));
        assertFalse(settings.toString().contains(SECRET), settings::toString);
        assertEquals(
                "https://ringlock.example.com/v1/inbound/twilio?a=b",
                settings.url(Requests.get("https://other.example.com/v1/inbound/twilio?a=b", java.util.Map.of())));
    }

    private static void assertMistakes(String json, String... places) {
        WebhookMistakesException mistakes = assertThrows(WebhookMistakesException.class, () -> parse(json));
        String told = String.valueOf(mistakes.getMessage());
        for (String place : places) {
            assertTrue(told.contains(place), told);
        }
        assertFalse(told.contains(SECRET), told);
        assertFalse(told.contains("whsec_"), told);
    }

    @Test
    void everyMistakeIsToldByItsPlaceAndNoneByItsValue() {
        assertMistakes(
                """
                {"twilio": {"authTokens": "s3cr3t"}, "generic": {"secrets": ["s3cr3t"]}, "vonage": {},
                 "sinch": {"secrets": []}, "plivo": {"authTokens": ["s3cr3t", ""], "acceptV2WithoutBody": "s3cr3t"},
                 "telnyx": {"publicKeys": ["s3cr3tAA"]}, "messagebird": "s3cr3t", "s3cr3t": 1,
                 "aws": {"topicArns": ["s3cr3t"]}, "infobip": {"header": "s3cr3t: x", "values": ["s3cr3t"]}}""",
                "/publicUrl: ",
                "/twilio/authTokens: ",
                "/generic/secrets: ",
                "/vonage/signatureSecrets: ",
                "/sinch/secrets: ",
                "/plivo/authTokens: ",
                "/plivo/acceptV2WithoutBody: ",
                "/telnyx/publicKeys: ",
                "/messagebird/signingKeys: ",
                "/aws/topicArns: ",
                "/infobip/header: ",
                "/infobip/values: ",
                "known are publicUrl, twilio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cr3t", "{", "[]", "{\"twilio\": {\"authTokens\": [\"s3cr3t\"}", "null"})
    void whatIsNoJsonObjectIsToldSo(String json) {
        assertMistakes(json, "The");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ringlock.example.com",
                "ringlock.example.com",
                "https://",
                "https://user@ringlock.example.com",
                "https://ringlock.example.com?a=b",
                "https://ringlock.example.com/#rc=2",
                "ftp://ringlock.example.com",
                ""
            })
    void anAddressThatProvidersCannotCallSafelyIsRefused(String url) {
        assertMistakes("{\"publicUrl\":\"" + url + "\"}", "/publicUrl: ");
    }

    @Test
    void theMachinesOwnAddressNeedsNoTls() {
        for (String url : List.of("http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080")) {
            assertEquals(
                    List.of(),
                    List.copyOf(parse("{\"publicUrl\":\"" + url + "\"}").providers()));
        }
    }

    @Test
    void twilioNeedsATokenOrASharedKey() {
        String settings = "{\"publicUrl\":\"https://ringlock.example.com\",\"twilio\":%s}";
        for (String enough : List.of(
                "{\"authTokens\":[\"s3cr3t\"]}",
                "{\"sharedKeys\":[\"s3cr3t\"]}",
                "{\"authTokens\":[\"s3cr3t\"],\"sharedKeys\":[\"s3cr3t\"]}")) {
            assertEquals(Set.of("twilio"), parse(settings.formatted(enough)).providers());
        }
        assertMistakes(settings.formatted("{}"), "/twilio/authTokens: ");
        assertMistakes(settings.formatted("{\"sharedKeys\":[]}"), "/twilio/sharedKeys: ");
    }
}
