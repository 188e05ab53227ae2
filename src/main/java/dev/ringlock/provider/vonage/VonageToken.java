package dev.ringlock.provider.vonage;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.ringlock.provider.Jwt;
import dev.ringlock.provider.Proof;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookRequest;
import dev.ringlock.provider.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Vonage's Messages API: a bearer token, HS256 with the signature secret, that holds the body's hash. */
final class VonageToken implements Scheme {

    private static final String BEARER = "Bearer ";

    private final List<Algorithm> secrets;

    VonageToken(List<Secret> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> Algorithm.HMAC256(secret.bytes()))
                .toList();
    }

    @Override
    public Optional<Proof> proof(WebhookRequest call) {
        String header = call.header("authorization");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return Jwt.verified(header.substring(BEARER.length()), secrets, call.now())
                .filter(token -> isOf(token, call))
                .map(Jwt::proof);
    }

    private static boolean isOf(DecodedJWT token, WebhookRequest call) {
        Instant issued = token.getIssuedAtAsInstant();
        return issued != null
                && Window.A_DAY.has(issued, call.now())
                && Jwt.isHashOf(token, "payload_hash", call.body());
    }
}
