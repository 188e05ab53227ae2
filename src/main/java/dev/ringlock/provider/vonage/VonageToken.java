package dev.ringlock.provider.vonage;

import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Jwt;
import dev.ringlock.provider.Jwt.JwtSecret;
import dev.ringlock.provider.Proof;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookRequest;
import dev.ringlock.provider.Window;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Vonage's Messages API: a bearer token, HS256 with the signature secret, that holds the body's hash. */
final class VonageToken implements Scheme {

    private static final String BEARER = "Bearer ";

    private final List<JwtSecret> secrets;

    VonageToken(List<Secret> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> new JwtSecret(Hmac.SHA256, secret))
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

    private static boolean isOf(Jwt token, WebhookRequest call) {
        Date issued = token.claims().getIssueTime();
        return issued != null
                && Window.A_DAY.has(issued.toInstant(), call.now())
                && token.isHashOf("payload_hash", call.body());
    }
}
