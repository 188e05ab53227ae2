package dev.ringlock.standalone.inbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.ringlock.TestClock;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Jwt.JwtSecret;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.provider.all.Providers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
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

    private JWTClaimsSet.Builder vonage() {
        return new JWTClaimsSet.Builder().issueTime(Date.from(clock.instant())).claim("payload_hash", Sha256.hex(BODY));
    }

    private JWTClaimsSet.Builder messageBird() {
        return new JWTClaimsSet.Builder()
                .issuer("MessageBird")
                .notBeforeTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                .claim("url_hash", Sha256.hex(URL))
                .claim("payload_hash", Sha256.hex(BODY));
    }

    private static String signed(Hmac hash, String secret, JWTClaimsSet.Builder claims) {
        return new JwtSecret(hash, Secret.of(secret)).token(claims.build());
    }

    private static String signed(PrivateKey rsa, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
        token.sign(new RSASSASigner(rsa));
        return token.serialize();
    }

    private static String unsigned(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
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
            assertTaken("vonage", signed(Hmac.SHA256, secret, vonage()));
            assertTaken("messagebird", signed(Hmac.SHA256, secret, messageBird()));
        }
        assertRefused("vonage", signed(Hmac.SHA256, "another", vonage()));
        assertRefused("messagebird", signed(Hmac.SHA256, "another", messageBird()));
    }

    @Test
    void noAlgorithmIsRefused() {
        assertRefused("vonage", unsigned(vonage()));
        assertRefused("messagebird", unsigned(messageBird()));
        for (String none : List.of("none", "None", "NONE", "")) {
            String header = base64("{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}");
            String signed = signed(Hmac.SHA256, SECRET, vonage());
            String claims = signed.split("\\.")[1];
            assertRefused("vonage", header + "." + claims + ".");
            assertRefused("vonage", header + "." + claims);
            assertRefused("vonage", header + "." + claims + "." + signed.split("\\.")[2]);
        }
    }

    @Test
    void onlyHs256IsVonages() throws Exception {
        assertRefused("vonage", signed(Hmac.SHA384, SECRET, vonage()));
        assertRefused("vonage", signed(Hmac.SHA512, SECRET, vonage()));
        PrivateKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        assertRefused("vonage", signed(rsa, vonage()));
        assertRefused("messagebird", signed(rsa, messageBird()));
    }

    @Test
    void messageBirdsThreeKeyedHashesAreTaken() {
        assertTaken("messagebird", signed(Hmac.SHA384, SECRET, messageBird()));
        assertTaken("messagebird", signed(Hmac.SHA512, SECRET, messageBird()));
    }

    @Test
    void anAlgorithmThatWasSwappedInTheHeaderIsRefused() {
        for (String other : List.of("HS384", "HS512", "RS256", "ES256")) {
            String header = base64("{\"alg\":\"" + other + "\",\"typ\":\"JWT\"}");
            String[] vonage = signed(Hmac.SHA256, SECRET, vonage()).split("\\.");
            assertRefused("vonage", header + "." + vonage[1] + "." + vonage[2]);
            String[] bird = signed(Hmac.SHA256, SECRET, messageBird()).split("\\.");
            assertRefused("messagebird", header + "." + bird[1] + "." + bird[2]);
        }
    }

    @Test
    void aTokenWithoutTheBodysHashOrItsTimeIsRefused() {
        JWTClaimsSet.Builder timeAlone = new JWTClaimsSet.Builder().issueTime(Date.from(clock.instant()));
        assertRefused("vonage", right(timeAlone));
        assertRefused("vonage", right(new JWTClaimsSet.Builder().claim("payload_hash", Sha256.hex(BODY))));
        assertRefused("vonage", right(vonage().claim("payload_hash", Sha256.hex(""))));
        assertRefused("messagebird", right(messageBird().claim("payload_hash", null)));
        assertRefused("messagebird", right(messageBird().claim("url_hash", Sha256.hex(URL + "?"))));
        assertRefused("messagebird", right(messageBird().issuer("Vonage")));
        assertRefused("messagebird", right(messageBird().expirationTime(null)));
        assertThrows(
                ProblemException.class, () -> verify("messagebird", right(messageBird()), ""), "a hash without a body");
    }

    private static String right(JWTClaimsSet.Builder claims) {
        return signed(Hmac.SHA256, SECRET, claims);
    }

    /** A header may name an extension that its reader has to understand. */
    @Test
    void anExtensionThatHasToBeUnderstoodIsRefused() {
        String claims = right(vonage()).split("\\.")[1];
        String plain = base64("{\"alg\":\"HS256\"}") + "." + claims;
        String critical = base64("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}") + "." + claims;
        assertTaken("vonage", plain + "." + mac(plain));
        assertRefused("vonage", critical + "." + mac(critical));
    }

    private static String mac(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Hmac.SHA256.of(Secret.of(SECRET), text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void messageBirdsTokenLivesForItsMinuteAndASecond() {
        String token = signed(Hmac.SHA256, SECRET, messageBird());
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
