package dev.ringlock.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.inbound.Played.Forged;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.standalone.inbox.DemoProviders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not just as a provider sent it is refused, for every provider, in the same words. */
class ForgedWebhooksTest {

    private static final Played PLAYED = new Played();

    /** A secret in a header proves who sends, and nothing about what is sent. */
    private static final Set<String> NOT_OVER_THE_BODY = Set.of("infobip");

    private static final Set<String> OVER_THE_ADDRESS = Set.of("twilio", "plivo", "messagebird");
    private static final Set<String> WITH_A_TIME = Set.of("generic", "vonage", "telnyx", "sinch", "messagebird", "aws");

    /** What everything is answered that is refused. */
    private static final String REFUSED = Played.refusal(
                    PLAYED.webhooks, "nobody", new Forged("POST", "/v1/inbound/nobody", "", Map.of(), new byte[0]))
            .orElseThrow();

    static Stream<String> providers() {
        return PLAYED.settings.providers().stream();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatAProviderSentIsTaken(String provider) {
        assertEquals(
                provider,
                PLAYED.verify(provider, PLAYED.genuine(provider)).provider().name());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aByteFlippedInTheBodyIsRefused(String provider) {
        Forged genuine = PLAYED.genuine(provider);
        for (int i = 0; i < genuine.body().length; i++) {
            byte[] flipped = genuine.body().clone();
            flipped[i] ^= 1;
            if (!NOT_OVER_THE_BODY.contains(provider)) {
                assertRefused(provider, genuine.body(flipped));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aByteFlippedInAHeaderIsRefused(String provider) {
        Forged genuine = PLAYED.genuine(provider);
        signatures(genuine).forEach((name, value) -> {
            for (int i = 0; i < value.length(); i++) {
                char[] flipped = value.toCharArray();
                flipped[i] ^= 1;
                assertRefused(provider, genuine.header(name, new String(flipped)));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aHeaderThatIsMissingEmptyCutOrLongerIsRefused(String provider) {
        Forged genuine = PLAYED.genuine(provider);
        signatures(genuine).forEach((name, value) -> {
            assertRefused(provider, genuine.without(name));
            for (int length = 0; length < value.length(); length++) {
                assertRefused(provider, genuine.header(name, value.substring(0, length)));
            }
            assertRefused(provider, genuine.header(name, value + "A"));
            assertRefused(provider, genuine.header(name, value + "="));
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aHeaderThatWasSentTwiceIsRefused(String provider) {
        Forged genuine = PLAYED.genuine(provider);
        signatures(genuine).forEach((name, value) -> {
            // API Gateway joins them so; Plivo's signatures are such a list by themselves
            if (!name.equals("x-plivo-signature-v3")) {
                assertRefused(provider, genuine.header(name, value + "," + value));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void anotherAddressIsRefusedWhereItIsSigned(String provider) {
        Forged genuine = PLAYED.genuine(provider);
        if (OVER_THE_ADDRESS.contains(provider)) {
            assertRefused(provider, genuine.path("/v1/inbound/" + provider + "/"));
            assertRefused(provider, genuine.path("/v1/Inbound/" + provider));
            assertRefused(provider, genuine.query("a=b"));
            Webhooks elsewhere = new Webhooks(
                    () -> PLAYED.providers.settings("https://other.example.com"),
                    PLAYED.clock,
                    PLAYED.providers.https());
            assertEquals(Optional.of(REFUSED), Played.refusal(elsewhere, provider, genuine));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theHostHeaderIsNeverAsked(String provider) {
        assertEquals(
                provider,
                PLAYED.verify(provider, PLAYED.genuine(provider).header("host", "other.example.com"))
                        .provider()
                        .name());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatIsTooOldOrFromTheFutureIsRefusedWhereThereIsATime(String provider) {
        if (WITH_A_TIME.contains(provider)) {
            Forged genuine = PLAYED.genuine(provider);
            for (Duration late : new Duration[] {Duration.ofHours(25), Duration.ofMinutes(-6)}) {
                Played then = new Played();
                then.clock.advance(late);
                Webhooks later = new Webhooks(() -> PLAYED.settings, then.clock, PLAYED.providers.https());
                assertEquals(Optional.of(REFUSED), Played.refusal(later, provider, genuine));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void anotherSecretIsRefused(String provider) {
        DemoProviders others = DemoProviders.create();
        Webhooks webhooks = new Webhooks(() -> others.settings(Played.PUBLIC_URL), PLAYED.clock, others.https());
        assertEquals(Optional.of(REFUSED), Played.refusal(webhooks, provider, PLAYED.genuine(provider)));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void noSignatureAtAllIsRefusedBeforeTheBodyIsRead(String provider) {
        byte[] unreadable = {'{', (byte) 0xff, '%'};
        Forged bare = new Forged("POST", "/v1/inbound/" + provider, "", Map.of(), unreadable);
        assertRefused(provider, bare);
        assertRefused(provider, bare.header("content-type", "application/x-www-form-urlencoded"));
        assertRefused(provider, bare.method("GET"));
        assertRefused(
                provider,
                PLAYED.genuine(provider).body(new byte[0]).method("GET").header("x-nothing", ""));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theSignatureOfAnotherProviderIsRefused(String provider) {
        providers().filter(other -> !other.equals(provider)).forEach(other -> {
            assertRefused(provider, PLAYED.genuine(other));
            // with everything that the other one has proved, under this one's address
            Forged both = PLAYED.genuine(other).path("/v1/inbound/" + provider);
            assertRefused(provider, both);
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aProviderThatIsNotSetUpIsRefused(String provider) {
        Webhooks nobody = new Webhooks(WebhookSettings::none, PLAYED.clock, PLAYED.providers.https());
        assertEquals(Optional.of(REFUSED), Played.refusal(nobody, provider, PLAYED.genuine(provider)));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void nothingOfTheMessageIsInWhatIsPrinted(String provider) {
        var verified = PLAYED.verify(provider, PLAYED.genuine(provider));
        String printed = verified + " " + verified.params() + " " + verified.events() + " " + PLAYED.settings;
        assertTrue(Stream.of("2025550123", "STOP").noneMatch(printed::contains), printed);
    }

    private static void assertRefused(String provider, Forged forged) {
        assertEquals(Optional.of(REFUSED), Played.refusal(PLAYED.webhooks, provider, forged));
    }

    /** All headers but the content type, which proves nothing. */
    private static Map<String, String> signatures(Forged forged) {
        Map<String, String> headers = new TreeMap<>(forged.headers());
        headers.remove("content-type");
        return headers;
    }
}
