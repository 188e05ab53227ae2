package dev.ringlock.provider;

import static dev.ringlock.provider.EventAssertions.assertNotUnderstood;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.http.Json;
import dev.ringlock.provider.all.Providers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no provider is known to send is not understood, and every text in it is found. */
class ProviderEventsTest {

    static Stream<String> providers() {
        return Providers.ALL.stream().map(Provider::name);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatIsNoJsonAndNoFormIsNotUnderstood(String provider) {
        for (String body : List.of("", "{", "[]", "\"\"", "null", "{\"a\":1}{", "{\"a\":1,\"a\":2}", "STOP")) {
            assertNotUnderstood(VerifiedWebhooks.json(provider, body));
        }
        byte[] latin1 = "{\"text\":\"arr\u00eat\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertNotUnderstood(new VerifiedWebhook(
                VerifiedWebhooks.provider(provider),
                "",
                Parameters.EMPTY,
                Parameters.EMPTY,
                latin1,
                Proof.of("proof")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":{}}", "{\"type\":[]}", "{\"data\":5}", "{\"results\":{}}", "{\"results\":[7]}"})
    void oddShapesAreNotUnderstoodAndNeverFail(String body) {
        providers().forEach(provider -> assertNotUnderstood(VerifiedWebhooks.json(provider, body)));
    }

    private static List<UnknownText> texts(VerifiedWebhook webhook) {
        return ((Unreadable) EventAssertions.only(webhook)).texts();
    }

    private static UnknownText text(String value, String... path) {
        return new UnknownText(List.of(path), value);
    }

    @Test
    void textsAreFoundAtAnyDepthOfJson() {
        assertEquals(
                List.of(
                        text("STOP", "a", "b", "c"),
                        text("17", "a", "d"),
                        text("in a text", "e", "f"),
                        text("[no list", "g")),
                texts(VerifiedWebhooks.json(
                        "sinch",
                        Json.write(Map.of(
                                "a", Map.of("b", List.of(List.of(Map.of("c", "STOP"))), "d", 17),
                                "e", "{\"f\":\"in a text\"}",
                                "g", "[no list")))));
        String deep = "[".repeat(50) + "\"STOP\"" + "]".repeat(50);
        assertEquals(List.of(text("STOP", "a")), texts(VerifiedWebhooks.json("sinch", "{\"a\":" + deep + "}")));
    }

    @Test
    void aMistakeInJsonLosesNoTextBeforeIt() {
        String cut = "{\"a\":\"STOP\",\"b\":";
        assertEquals(List.of(text("STOP", "a"), text(cut)), texts(VerifiedWebhooks.json("sinch", cut)));
        assertEquals(
                List.of(text("STOP", "a"), text("thanks", "a")),
                texts(VerifiedWebhooks.json("sinch", "{\"a\":\"STOP\",\"a\":\"thanks\"}")));
    }

    @Test
    void textsAreFoundInFormsAndInPlainText() {
        assertEquals(
                List.of(text("STOP", "Was"), text("1", "Wer", "Nummer"), text("2", "Wer", "Nummer")),
                texts(VerifiedWebhooks.form("twilio", "Wer.Nummer=1&Was=STOP&Wer.Nummer=2&Leer=")));
        assertEquals(List.of(text("stop it")), texts(VerifiedWebhooks.json("twilio", " stop it\n")));
        assertEquals(
                List.of(text("STOP", "text"), text("text=STOP&a=")),
                texts(VerifiedWebhooks.json("telnyx", "text=STOP&a=")));
    }

    /** SNS writes one to unsubscribe by into each of its messages. */
    @Test
    void addressesAreNoWords() {
        assertEquals(
                List.of(text("Notification", "Type"), text("a test", "Message")),
                texts(VerifiedWebhooks.json(
                        "aws",
                        "{\"Type\":\"Notification\",\"Message\":\"a test\","
                                + "\"UnsubscribeURL\":\"https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe\"}")));
    }

    @Test
    void nothingThatIsNotUnderstoodPrintsItself() {
        Unreadable unreadable =
                (Unreadable) EventAssertions.only(VerifiedWebhooks.json("sinch", "{\"from\":\"+12025550123\"}"));
        assertEquals("Unreadable[sinch]", unreadable.toString());
        assertEquals("[UnknownText[from]]", unreadable.texts().toString());
    }
}
