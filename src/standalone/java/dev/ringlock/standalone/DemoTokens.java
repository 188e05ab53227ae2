package dev.ringlock.standalone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ringlock.functions.BuiltFunction;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    private final byte[] secret = new byte[32];

    DemoTokens(Clock clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(secret);
    }

    /** @param roles of a person, such as {@code support:service}, or scopes, such as {@code links}: those make it a machine's */
    String token(String person, List<String> roles) {
        Instant now = clock.instant();
        List<String> scopes = roles.stream()
                .filter(BuiltFunction::takesScope)
                .map(role -> "ringlock/" + role)
                .toList();
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject(person)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LASTS)))
                        .claim("token_use", "access")
                        .claim("scope", String.join(" ", scopes))
                        .claim("client_id", scopes.isEmpty() ? CLIENT : MACHINE)
                        .claim(GROUPS, roles)
                        .build());
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java platform has no HMAC-SHA-256", e);
        }
        return token.serialize();
    }

    /** The claims of the bearer's token. Empty if it is not one of ours, or has expired. */
    Map<String, String> claims(String authorization) {
        if (!authorization.startsWith("Bearer ")) {
            return Map.of();
        }
        try {
            SignedJWT token = SignedJWT.parse(authorization.substring("Bearer ".length()));
            // the algorithm is ours, whatever the token says: the verifier refuses another one
            return token.verify(new MACVerifier(secret)) && isLiving(token.getJWTClaimsSet())
                    ? texts(token.getPayload().toJSONObject())
                    : Map.of();
        } catch (ParseException | JOSEException e) {
            return Map.of();
        }
    }

    private boolean isLiving(JWTClaimsSet claims) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return ISSUER.equals(claims.getIssuer())
                && !now.isBefore(claims.getIssueTime().toInstant())
                && !now.isAfter(claims.getExpirationTime().toInstant());
    }

    /** As an HTTP API's authorizer passes claims on: a list in brackets. */
    private static Map<String, String> texts(Map<String, Object> claims) {
        Map<String, String> texts = new TreeMap<>();
        claims.forEach((name, claim) -> texts.put(
                name,
                claim instanceof List<?> list
                        ? "[" + list.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "]"
                        : String.valueOf(claim)));
        return texts;
    }
}
