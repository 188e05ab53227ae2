package dev.ringlock.standalone.inbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.ringlock.TestClock;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.provider.all.Providers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A token says of itself how it is signed: what must not be believed of that. */
class ForgedTokensTest {

    private static final String BODY = "{\"text\":\"STOP\"}";
    private static final String SECRET = "a secret of the tests";
    private static final String OLD = "the secret before";
    private static final String URL = "https://ringlock.example.com/v1/inbound/messagebird";
    private static final WebhookSettings SETTINGS = WebhookSettings.parse("""
            {"publicUrl": "https://ringlock.example.com",
             "vonage": {"signatureSecrets": ["%1$s", "%2$s"]},
             "messagebird": {"signingKeys": ["%1$s", "%2$s"]}}""".formatted(SECRET, OLD), Providers.ALL);

    private final TestClock clock = new TestClock();
    private final Webhooks webhooks = new Webhooks(() -> SETTINGS, clock, address -> Optional.empty());

    private JWTCreator.Builder vonage() {
        return JWT.create().withIssuedAt(clock.instant()).withClaim("payload_hash", Sha256.hex(BODY));
    }

    private JWTCreator.Builder messageBird() {
        return JWT.create()
                .withIssuer("MessageBird")
                .withNotBefore(clock.instant())
                .withExpiresAt(clock.instant().plusSeconds(60))
                .withClaim("url_hash", Sha256.hex(URL))
                .withClaim("payload_hash", Sha256.hex(BODY));
    }

    private void verify(String provider, String token, String body) {
        String header = provider.equals("vonage") ? "authorization" : "messagebird-signature-jwt";
        String value = provider.equals("vonage") ? "Bearer " + token : token;
        webhooks.verify(
                provider,
                new Request(
                        "POST",
                        "/v1/inbound/" + provider,
                        "",
                        Map.of(),
                        Map.of(header, value),
                        body.getBytes(StandardCharsets.UTF_8),
                        "192.0.2.1"));
    }

    private void assertTaken(String provider, String token) {
        assertDoesNotThrow(() -> verify(provider, token, BODY));
    }

    private void assertRefused(String provider, String token) {
        assertThrows(ProblemException.class, () -> verify(provider, token, BODY));
    }

    @Test
    void theOldSecretAndTheNewOneAreTaken() {
        for (String secret : List.of(SECRET, OLD)) {
            assertTaken("vonage", vonage().sign(Algorithm.HMAC256(secret)));
            assertTaken("messagebird", messageBird().sign(Algorithm.HMAC256(secret)));
        }
        assertRefused("vonage", vonage().sign(Algorithm.HMAC256("another")));
        assertRefused("messagebird", messageBird().sign(Algorithm.HMAC256("another")));
    }

    @Test
    void noAlgorithmIsRefused() {
        assertRefused("vonage", vonage().sign(Algorithm.none()));
        assertRefused("messagebird", messageBird().sign(Algorithm.none()));
        for (String none : List.of("none", "None", "NONE", "")) {
            String header = base64("{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}");
            String signed = vonage().sign(Algorithm.HMAC256(SECRET));
            String claims = signed.split("\\.")[1];
            assertRefused("vonage", header + "." + claims + ".");
            assertRefused("vonage", header + "." + claims);
            assertRefused("vonage", header + "." + claims + "." + signed.split("\\.")[2]);
        }
    }

    @Test
    void onlyHs256IsVonages() throws Exception {
        assertRefused("vonage", vonage().sign(Algorithm.HMAC384(SECRET)));
        assertRefused("vonage", vonage().sign(Algorithm.HMAC512(SECRET)));
        RSAPrivateKey rsa = (RSAPrivateKey)
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        assertRefused("vonage", vonage().sign(Algorithm.RSA256(null, rsa)));
        assertRefused("messagebird", messageBird().sign(Algorithm.RSA256(null, rsa)));
    }

    @Test
    void messageBirdsThreeKeyedHashesAreTaken() {
        assertTaken("messagebird", messageBird().sign(Algorithm.HMAC384(SECRET)));
        assertTaken("messagebird", messageBird().sign(Algorithm.HMAC512(SECRET)));
    }

    @Test
    void anAlgorithmThatWasSwappedInTheHeaderIsRefused() {
        for (String other : List.of("HS384", "HS512", "RS256", "ES256")) {
            String header = base64("{\"alg\":\"" + other + "\",\"typ\":\"JWT\"}");
            String[] vonage = vonage().sign(Algorithm.HMAC256(SECRET)).split("\\.");
            assertRefused("vonage", header + "." + vonage[1] + "." + vonage[2]);
            String[] bird = messageBird().sign(Algorithm.HMAC256(SECRET)).split("\\.");
            assertRefused("messagebird", header + "." + bird[1] + "." + bird[2]);
        }
    }

    @Test
    void aTokenWithoutTheBodysHashOrItsTimeIsRefused() {
        Algorithm right = Algorithm.HMAC256(SECRET);
        assertRefused("vonage", JWT.create().withIssuedAt(clock.instant()).sign(right));
        assertRefused(
                "vonage",
                JWT.create().withClaim("payload_hash", Sha256.hex(BODY)).sign(right));
        assertRefused(
                "vonage", vonage().withClaim("payload_hash", Sha256.hex("")).sign(right));
        assertRefused(
                "messagebird",
                messageBird().withClaim("payload_hash", (String) null).sign(right));
        assertRefused(
                "messagebird",
                messageBird().withClaim("url_hash", Sha256.hex(URL + "?")).sign(right));
        assertRefused("messagebird", messageBird().withIssuer("Vonage").sign(right));
        assertRefused(
                "messagebird", messageBird().withClaim("exp", (String) null).sign(right));
        assertThrows(
                ProblemException.class,
                () -> verify("messagebird", messageBird().sign(right), ""),
                "a hash without a body");
    }

    @Test
    void messageBirdsTokenLivesForItsMinuteAndASecond() {
        String token = messageBird().sign(Algorithm.HMAC256(SECRET));
        clock.advance(Duration.ofSeconds(60));
        assertTaken("messagebird", token);
        clock.advance(Duration.ofSeconds(2));
        assertRefused("messagebird", token);
        clock.advance(Duration.ofSeconds(-64));
        assertRefused("messagebird", token);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
