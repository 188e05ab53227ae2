package dev.ringlock.signin;

import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which tokens count, of people and of machines. The authorizer has checked the token's signature. What the token says is
 * checked here once more, because a function must not depend on how it is deployed: issuer, client, kind of token, expiry.
 */
public final class TokenCheck {

    private final String issuer;
    private final Set<String> clients;
    private final Clock clock;

    /**
     * @param issuer whose tokens count
     * @param clients for whom they have to be made: {@code client_id}, or {@code aud} where that is missing. With none, no
     *     token counts. People's clients are no machine's, so a token of one never passes as the other's
     */
    public TokenCheck(String issuer, Set<String> clients, Clock clock) {
        this.issuer = issuer;
        this.clients = Set.copyOf(clients);
        this.clock = clock;
    }

    /**
     * The claims of the request's token.
     *
     * @throws ProblemException if there is no token that counts
     */
    Map<String, String> claims(Request request) {
        Map<String, String> claims = request.claims();
        boolean counts = issuer.equals(claims.get("iss"))
                && "access".equals(claims.get("token_use"))
                && madeFor(claims).anyMatch(clients::contains)
                && isLiving(claims.getOrDefault("exp", ""));
        if (!counts) {
            throw new ProblemException(new Problem.NoToken());
        }
        return claims;
    }

    /** The client decides if it is named. Clients of people and of machines may share an audience. */
    private static Stream<String> madeFor(Map<String, String> claims) {
        String client = claims.getOrDefault("client_id", "");
        return client.isEmpty() ? list(claims.getOrDefault("aud", "")) : Stream.of(client);
    }

    /** Seconds since the epoch; HTTP APIs pass numbers as text, some in powers of ten. */
    private boolean isLiving(String exp) {
        try {
            return clock.instant().isBefore(Instant.ofEpochSecond(new BigDecimal(exp).longValueExact()));
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            return false;
        }
    }

    /** HTTP APIs pass a list as {@code [a b]}, other gateways as {@code a,b} or {@code ["a","b"]}. */
    static Stream<String> list(String text) {
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return Arrays.stream(inner.replace("\"", "").split("[ ,]+")).filter(part -> !part.isEmpty());
    }
}
