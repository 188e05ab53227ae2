package dev.ringlock.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.TestClock;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.terms.Purpose;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims as an HTTP API's authorizer hands them on: text, whatever they were. */
class StaffTokensTest {

    private final TestClock clock = new TestClock();
    private final StaffTokens tokens = new StaffTokens(
            new TokenCheck("https://pool.example/one", Set.of("console"), clock),
            "cognito:groups",
            Set.of(new Purpose("service"), new Purpose("marketing")));

    @Test
    void aLivingTokenOfOurPoolAndClientIsAPersonWithTheirRoles() {
        Actor actor = tokens.require(Action.LOOK_UP, request(claims("cognito:groups", "[support:service privacy]")));
        assertEquals("8c1f-alex", actor.id());
        assertEquals(2, actor.roles().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[support:service]",
                "[a support:service]",
                "support:service",
                "a,support:service",
                "[\"a\",\"support:service\"]"
            })
    void aListOfGroupsIsReadHoweverTheGatewayWritesIt(String groups) {
        Request request = request(claims("cognito:groups", groups));
        assertEquals(1, tokens.require(Action.LOOK_UP, request).roles().size());
        assertEquals(
                1,
                tokens.require(Action.REVEAL, new Purpose("service"), request)
                        .roles()
                        .size());
        assertRefused(Problem.Forbidden.class, () -> tokens.require(Action.REVEAL, new Purpose("marketing"), request));
    }

    /** Each is one claim that is wrong in a token that is right otherwise; {@code -} is a claim that is not there. */
    @ParameterizedTest
    @CsvSource({
        "iss, https://pool.example/two",
        "iss, -",
        "iss, ''",
        "client_id, another-console",
        "client_id, -",
        "client_id, consol",
        "token_use, id",
        "token_use, -",
        "sub, -",
        "sub, ''",
        "sub, 'alex smith'",
        "exp, -",
        "exp, ''",
        "exp, soon",
        "exp, 0",
        "exp, 1e99",
        "exp, NaN"
    })
    void aTokenThatDoesNotCountIsNone(String claim, String value) {
        assertRefused(Problem.NoToken.class, () -> tokens.require(Action.LOOK_UP, request(claims(claim, value))));
    }

    @Test
    void noTokenIsNone() {
        assertRefused(Problem.NoToken.class, () -> tokens.require(Action.LOOK_UP, request(Map.of())));
    }

    @Test
    void aTokenEndsWhenItSays() {
        long now = clock.instant().getEpochSecond();
        assertRefused(
                Problem.NoToken.class,
                () -> tokens.require(Action.LOOK_UP, request(claims("exp", String.valueOf(now)))));
        String power = String.valueOf((double) (now + 100));
        assertEquals(true, power.contains("E"), "as a gateway that reads numbers as floating point tells it");
        assertEquals(
                "8c1f-alex",
                tokens.require(Action.LOOK_UP, request(claims("exp", power))).id());
    }

    @Test
    void anAudienceIsTakenWhereThereIsNoClientId() {
        Map<String, String> claims = claims("client_id", "-");
        claims.put("aud", "[other console]");
        assertEquals(
                "8c1f-alex", tokens.require(Action.LOOK_UP, request(claims)).id());
    }

    @Test
    void anotherClientsTokenForAnAudienceOfOursIsNone() {
        Map<String, String> claims = claims("client_id", "newsletter");
        claims.put("aud", "[console]");
        assertRefused(Problem.NoToken.class, () -> tokens.require(Action.LOOK_UP, request(claims)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "",
                "[]",
                "[admin]",
                "[support]",
                "[campaign:service analyst]",
                "[support:gifts support:maintenance]",
                "[support:service,]x"
            })
    void aPersonWhoseGroupsAllowNothingIsRefused(String groups) {
        assertRefused(
                Problem.Forbidden.class,
                () -> tokens.require(Action.LOOK_UP, request(claims("cognito:groups", groups))));
    }

    private Map<String, String> claims(String changed, String value) {
        Map<String, String> claims = new TreeMap<>(Map.of(
                "iss", "https://pool.example/one",
                "client_id", "console",
                "token_use", "access",
                "sub", "8c1f-alex",
                "exp", String.valueOf(clock.instant().getEpochSecond() + 1),
                "cognito:groups", "[support:service]"));
        if (value.equals("-")) {
            claims.remove(changed);
        } else {
            claims.put(changed, value);
        }
        return claims;
    }

    private static Request request(Map<String, String> claims) {
        return new Request("GET", "/", "", Map.of(), Map.of(), new byte[0], "203.0.113.7", claims, "/", Map.of());
    }

    private static void assertRefused(Class<? extends Problem> why, Runnable call) {
        assertInstanceOf(why, assertThrows(ProblemException.class, call::run).refusal());
    }
}
