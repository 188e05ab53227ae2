package dev.ringlock.standalone;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.ringlock.functions.BuiltFunction;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Demo mode's stand-in for a user pool: anyone at this machine may choose a person and roles. A token counts for this
 * process only. Its claims look like Cognito's, as an HTTP API's authorizer passes them on.
 */
@Singleton
final class DemoTokens {

    private static final Duration LASTS = Duration.ofHours(1);
    static final String ISSUER = "ringlock-demo";
    static final String CLIENT = "ringlock-demo-console";
    static final String MACHINE = "ringlock-demo-machine";
    static final String GROUPS = "cognito:groups";

    private final Clock clock;
    private final Algorithm algorithm;

    DemoTokens(Clock clock) {
        this.clock = clock;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.algorithm = Algorithm.HMAC256(secret);
    }

    /** @param roles of a person, such as {@code support:service}, or scopes, such as {@code links}: those make it a machine's */
    String token(String person, List<String> roles) {
        Instant now = clock.instant();
        List<String> scopes = roles.stream()
                .filter(BuiltFunction::takesScope)
                .map(role -> "ringlock/" + role)
                .toList();
        return JWT.create()
                .withIssuer(ISSUER)
                .withSubject(person)
                .withIssuedAt(now)
                .withExpiresAt(now.plus(LASTS))
                .withClaim("token_use", "access")
                .withClaim("scope", String.join(" ", scopes))
                .withClaim("client_id", scopes.isEmpty() ? CLIENT : MACHINE)
                .withClaim(GROUPS, roles)
                .sign(algorithm);
    }

    /** The claims of the bearer's token. Empty if it is not one of ours, or has expired. */
    Map<String, String> claims(String authorization) {
        if (!authorization.startsWith("Bearer ")) {
            return Map.of();
        }
        try {
            var verification = (com.auth0.jwt.JWTVerifier.BaseVerification)
                    JWT.require(algorithm).withIssuer(ISSUER);
            DecodedJWT token = verification.build(clock).verify(authorization.substring("Bearer ".length()));
            Map<String, String> claims = new TreeMap<>();
            token.getClaims().forEach((name, claim) -> {
                List<String> list = claim.asList(String.class);
                String text = claim.asString();
                claims.put(
                        name,
                        list != null
                                ? "[" + String.join(" ", list) + "]"
                                : text != null ? text : String.valueOf(claim));
            });
            return claims;
        } catch (JWTVerificationException e) {
            return Map.of();
        }
    }
}
