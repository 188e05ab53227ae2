package dev.ringlock.signin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.TestClock;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine's token is checked as strictly as a person's. */
class MachineTokensTest {

    private static final String ISSUER = "https://pool.example/one";

    private final TestClock clock = new TestClock();
    private final MachineTokens tokens = new MachineTokens(new TokenCheck(ISSUER, Set.of("sender-marketing"), clock));

    @ParameterizedTest
    @ValueSource(strings = {"ringlock/links", "ringlock/decide:marketing ringlock/links", "openid ringlock/links"})
    void aLivingTokenOfOurPoolAndClientWithTheScopePasses(String scope) {
        assertDoesNotThrow(() -> tokens.require("links", request(claims("scope", scope))));
    }

    /** A client's own token of Cognito's has the client as its subject; other providers' may have none. */
    @Test
    void aMachineIsNoPerson() {
        assertDoesNotThrow(() -> tokens.require("links", request(claims("sub", "-"))));
    }

    /** Each is one claim that is wrong in a token that is right otherwise; {@code -} is a claim that is not there. */
    @ParameterizedTest
    @CsvSource({
        "iss, https://pool.example/two",
        "iss, -",
        "client_id, console",
        "client_id, sender",
        "client_id, -",
        "token_use, id",
        "token_use, -",
        "exp, -",
        "exp, soon",
        "exp, 0"
    })
    void aTokenThatDoesNotCountIsNone(String claim, String value) {
        assertRefused(Problem.NoToken.class, claims(claim, value));
    }

    @Test
    void noTokenIsNone() {
        assertRefused(Problem.NoToken.class, Map.of());
    }

    @Test
    void aTokenEndsWhenItSays() {
        assertRefused(
                Problem.NoToken.class,
                claims("exp", String.valueOf(clock.instant().getEpochSecond())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "''", "links", "ringlock/linksx", "ringlock/decide:links", "ringlock/staff"})
    void aTokenWithoutTheScopeIsRefused(String scope) {
        assertRefused(Problem.Forbidden.class, claims("scope", scope));
    }

    @Test
    void whereNoClientIsNamedNoTokenCounts() {
        MachineTokens nobodys = new MachineTokens(new TokenCheck(ISSUER, Set.of(), clock));
        ProblemException refused = assertThrows(
                ProblemException.class, () -> nobodys.require("links", request(claims("sub", "sender-marketing"))));
        assertInstanceOf(Problem.NoToken.class, refused.refusal());
    }

    private Map<String, String> claims(String changed, String value) {
        Map<String, String> claims = new TreeMap<>(Map.of(
                "iss", ISSUER,
                "client_id", "sender-marketing",
                "token_use", "access",
                "sub", "sender-marketing",
                "exp", String.valueOf(clock.instant().getEpochSecond() + 1),
                "scope", "ringlock/links"));
        if (value.equals("-")) {
            claims.remove(changed);
        } else {
            claims.put(changed, value);
        }
        return claims;
    }

    private void assertRefused(Class<? extends Problem> why, Map<String, String> claims) {
        ProblemException refused = assertThrows(ProblemException.class, () -> tokens.require("links", request(claims)));
        assertInstanceOf(why, refused.refusal());
    }

    private static Request request(Map<String, String> claims) {
        return new Request("POST", "/", "", Map.of(), Map.of(), new byte[0], "203.0.113.7", claims, "/", Map.of());
    }
}
