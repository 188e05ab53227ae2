package dev.ringlock.standalone.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import dev.ringlock.TestClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens count, by a provider that answers over HTTP. */
class AccessTokensTest {

    private static final Map<String, String> NOTHING = Map.of();

    private final OpenIdProvider provider = OpenIdProvider.start();
    private final Clock clock = Clock.systemUTC();
    private final AccessTokens tokens = tokens(provider.issuer(), "groups");

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void anAccessTokenIsHandedOnAsAnAuthorizerOnAwsWould() {
        Map<String, String> told = told(provider.claims("groups", List.of("support:service", "auditor")));
        assertEquals("[support:service auditor]", told.get("groups"));
        assertEquals("[a b]", told(provider.claims("more", List.of("a", "b"))).get("more"));
        assertEquals("console", told.get("client_id"));
        assertEquals("access", told.get("token_use"));
        assertTrue(told.getOrDefault("exp", "").matches("[0-9]{10}"), told::toString);
        assertEquals(1, provider.keysAsked());
        told(provider.claims());
        assertEquals(1, provider.keysAsked(), "keys are kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256"})
    void signaturesAreTaken(String algorithm) {
        String token = provider.token(JWSAlgorithm.parse(algorithm), "JWT", provider.claims());
        assertEquals("alex", tokens.claims("Bearer " + token).get("sub"));
    }

    /** The kinds of providers there are, each with how its access tokens say what they are. */
    @ParameterizedTest
    @CsvSource({
        "at+jwt, token_use, -, typ, -",
        "application/at+jwt, token_use, -, typ, -",
        "AT+JWT, token_use, -, typ, -",
        "JWT, token_use, access, typ, -",
        "-, token_use, access, typ, -",
        "JWT, token_use, -, typ, Bearer",
        "at+jwt, token_use, -, typ, Bearer"
    })
    void anAccessTokenIsOneThatSaysSo(String type, String claim, String value, String another, String anothers) {
        Map<String, Object> claims = provider.claims(claim, value, another, anothers);
        assertEquals(
                "access",
                tokens.claims("Bearer " + provider.token(JWSAlgorithm.RS256, type, claims))
                        .get("token_use"));
    }

    @ParameterizedTest
    @CsvSource({
        "JWT, token_use, -, typ, -",
        "-, token_use, -, typ, -",
        "JWT, token_use, id, typ, -",
        "at+jwt, token_use, id, typ, -",
        "JWT, token_use, access, typ, ID",
        "at+jwt, token_use, -, typ, ID",
        "JWT, token_use, -, typ, Refresh",
        "JWT, token_use, -, typ, bearer",
        "logout+jwt, token_use, access, typ, -",
        "dpop+jwt, token_use, access, typ, -"
    })
    void whateverElseTheProviderSignsIsNone(String type, String claim, String value, String another, String anothers) {
        Map<String, Object> claims = provider.claims(claim, value, another, anothers);
        assertEquals(NOTHING, tokens.claims("Bearer " + provider.token(JWSAlgorithm.RS256, type, claims)));
    }

    @Test
    void aForgedTokenIsNone() {
        Map<String, Object> claims = provider.claims();
        String good = provider.token(claims);
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("not signed", OpenIdProvider.unsigned(claims));
        forged.put("another's key of the same name", provider.forged(claims));
        forged.put("a key that nobody knows", provider.byUnknownKey(claims));
        forged.put("the public key as a secret", provider.byPublicKeyAsSecret(claims));
        forged.put("a key that comes with it", provider.withItsOwnKey(claims));
        forged.put("a signature cut off", good.substring(0, good.lastIndexOf('.') + 1));
        forged.put(
                "another's signature",
                good.substring(0, good.lastIndexOf('.'))
                        + provider.token(provider.claims("sub", "ben")).replaceFirst(".*\\.", "."));
        forged.put("not a token", "abc");
        forged.put("nothing", "");
        forged.put("far too long", good + "a".repeat(20_000));
        forged.forEach((how, token) -> assertEquals(NOTHING, tokens.claims("Bearer " + token), how));
        assertEquals(NOTHING, tokens.claims("Basic " + good));
        assertEquals(NOTHING, tokens.claims(good));
        assertEquals("alex", tokens.claims("Bearer " + good).get("sub"), "the others changed nothing");
    }

    @Test
    void aTokenOfAnotherIssuerClientOrTimeIsNone() {
        long now = clock.instant().getEpochSecond();
        for (Map<String, Object> claims : List.of(
                provider.claims("iss", provider.issuer() + "/"),
                provider.claims("iss", "https://accounts.example"),
                provider.claims("iss", OpenIdProvider.ABSENT),
                provider.claims("aud", List.of("another")),
                provider.claims("aud", "consol"),
                provider.claims("aud", OpenIdProvider.ABSENT),
                provider.claims("aud", List.of("another"), "azp", "another", "client_id", "another"),
                provider.claims("exp", now - 1),
                provider.claims("exp", OpenIdProvider.ABSENT),
                provider.claims("nbf", now + 300),
                provider.claims("cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")))) {
            assertEquals(NOTHING, told(claims), claims::toString);
        }
    }

    @Test
    void aClientIsTakenByAudienceOrWhoAsked() {
        long now = clock.instant().getEpochSecond();
        for (Map<String, Object> claims : List.of(
                provider.claims("aud", "console"),
                provider.claims("aud", List.of("account", "console")),
                provider.claims("aud", "account", "azp", "console"),
                provider.claims("aud", OpenIdProvider.ABSENT, "client_id", "console"),
                provider.claims("nbf", now + 30))) {
            assertEquals("console", told(claims).get("client_id"), claims::toString);
        }
    }

    @Test
    void groupsAreFoundWhereTheOwnerSays() {
        Map<String, Object> roles = Map.of("roles", List.of("auditor", "support:service"));
        AccessTokens keycloak = tokens(provider.issuer(), "realm_access.roles");
        String nested = provider.token(provider.claims("realm_access", roles));
        assertEquals(
                "[auditor support:service]", keycloak.claims("Bearer " + nested).get("realm_access.roles"));
        AccessTokens dotted = tokens(provider.issuer(), "https://shop.example/groups");
        String named = provider.token(provider.claims("https://shop.example/groups", List.of("auditor")));
        assertEquals("[auditor]", dotted.claims("Bearer " + named).get("https://shop.example/groups"));
        assertEquals(null, keycloak.claims("Bearer " + named).get("realm_access.roles"));
    }

    /** A list becomes text on its way, as on AWS: no group's name may hold another group. */
    @Test
    void aGroupWhoseNameHoldsAnotherIsLeftOut() {
        List<String> names = List.of("a support:marketing", "b,support:marketing", "[c]", "\"d\"", "", "auditor");
        assertEquals("[auditor]", told(provider.claims("groups", names)).get("groups"));
    }

    @Test
    void aGroupThatComesAloneIsAListOfOne() {
        assertEquals("[auditor]", told(provider.claims("groups", "auditor")).get("groups"));
        for (String name : List.of("Data privacy", "data,privacy", "[privacy]")) {
            assertEquals("[]", told(provider.claims("groups", name)).get("groups"), name);
        }
        AccessTokens nested = tokens(provider.issuer(), "realm.role");
        String alone = provider.token(provider.claims("realm", Map.of("role", "Data privacy")));
        assertEquals("[]", nested.claims("Bearer " + alone).get("realm.role"));
    }

    @Test
    void aMachinesScopeHasItsNameOnAws() {
        assertEquals(
                "openid ringlock/links",
                told(provider.claims("scope", "openid links")).get("scope"));
        assertEquals(
                "ringlock/links",
                told(provider.claims("scope", "ringlock/links")).get("scope"));
        assertEquals(
                "ringlock/links a",
                told(provider.claims("scp", List.of("links", "a"))).get("scope"));
        assertEquals("", told(provider.claims()).get("scope"));
    }

    @Test
    void anUnknownKeyIsAskedForOnceAndNotAgainAtOnce() {
        told(provider.claims());
        provider.changeKey();
        assertEquals("alex", told(provider.claims()).get("sub"), "the provider has changed its key");
        assertEquals(2, provider.keysAsked());
        for (int i = 0; i < 5; i++) {
            assertEquals(NOTHING, tokens.claims("Bearer " + provider.byUnknownKey(provider.claims())));
        }
        assertEquals(2, provider.keysAsked(), "whoever makes up names of keys does not make us ask each time");
    }

    @Test
    void aProviderThatIsAwayIsNoReasonToTakeOrToRefuse() {
        String good = provider.token(provider.claims());
        provider.close();
        for (int i = 0; i < 5; i++) {
            assertThrows(ProviderUnavailableException.class, () -> tokens.claims("Bearer " + good));
        }
        assertEquals(NOTHING, tokens.claims("Bearer abc"), "what is no token of its is refused all the same");
    }

    @Test
    void keysThatAreKnownGoOnCountingWhileTheProviderIsAway() {
        String good = provider.token(provider.claims());
        tokens.claims("Bearer " + good);
        provider.close();
        assertEquals("alex", tokens.claims("Bearer " + good).get("sub"));
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, http://127.0.0.1:1",
        "jwks_uri, http://keys.example/",
        "jwks_uri, file:///etc/hosts",
        "token_endpoint, http://keys.example/"
    })
    void aProviderThatSaysSomethingUnsafeIsNotTaken(String name, String value) {
        provider.says(name, value);
        String good = provider.token(provider.claims());
        assertThrows(ProviderUnavailableException.class, () -> tokens.claims("Bearer " + good));
    }

    @Test
    void aProviderThatWasAwayIsAskedAgain() throws Exception {
        TestClock moved = new TestClock();
        OpenIdConnection away = OpenIdConnection.of(provider.issuer(), moved);
        int port = provider.port();
        provider.close();
        assertThrows(ProviderUnavailableException.class, away::endpoints);
        try (OpenIdProvider back = OpenIdProvider.start(port)) {
            assertThrows(ProviderUnavailableException.class, away::endpoints, "not at once");
            moved.advance(Duration.ofSeconds(11));
            assertEquals(back.issuer() + "/token", away.endpoints().token().toString());
        }
        moved.advance(Duration.ofHours(2));
        assertTrue(away.endpoints().keys().toString().endsWith("/keys"), "what it said goes on counting");
    }

    @Test
    void nobodyWaitsWhileAnotherAsksAProviderThatKeepsSilent() throws Exception {
        CompletableFuture<OpenIdConnection.Endpoints> first;
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            OpenIdConnection slow = OpenIdConnection.of("http://127.0.0.1:" + silent.getLocalPort(), clock);
            first = CompletableFuture.supplyAsync(slow::endpoints);
            try (Socket asked = silent.accept()) {
                assertTrue(asked.isConnected());
                assertTimeout(
                        Duration.ofSeconds(2), () -> assertThrows(ProviderUnavailableException.class, slow::endpoints));
                assertFalse(first.isDone());
            }
        }
        assertThrows(CompletionException.class, first::join);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "accounts.example",
                "http://accounts.example",
                "ftp://accounts.example",
                "https://",
                "https://a@accounts.example",
                "https://accounts.example?x=1",
                "https://accounts.example#x",
                "https://accounts example"
            })
    void whatIsNoIssuerIsAMistake(String issuer) {
        assertThrows(IssuerMistakeException.class, () -> OpenIdConnection.of(issuer, clock));
    }

    private Map<String, String> told(Map<String, Object> claims) {
        return tokens.claims("Bearer " + provider.token(claims));
    }

    private AccessTokens tokens(String issuer, String groups) {
        try {
            return new AccessTokens(OpenIdConnection.of(issuer, clock), Set.of("console", "api"), groups, clock);
        } catch (IssuerMistakeException e) {
            throw new AssertionError(e);
        }
    }
}
