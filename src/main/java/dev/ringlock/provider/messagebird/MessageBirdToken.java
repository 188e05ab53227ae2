package dev.ringlock.provider.messagebird;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Jwt;
import dev.ringlock.provider.Jwt.JwtSecret;
import dev.ringlock.provider.Proof;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code MessageBird-Signature-JWT}: a token that lives for a minute and holds the hashes of address and body. Any of the
 * three keyed hashes that MessageBird uses is taken, as its own libraries do.
 */
final class MessageBirdToken implements Scheme {

    private static final String ISSUER = "MessageBird";
    private static final String PAYLOAD_HASH = "payload_hash";

    private final List<JwtSecret> keys;

    MessageBirdToken(List<Secret> keys) {
        this.keys = keys.stream()
                .flatMap(key -> Stream.of(Hmac.SHA256, Hmac.SHA384, Hmac.SHA512).map(hash -> new JwtSecret(hash, key)))
                .toList();
    }

    @Override
    public boolean signsAddress() {
        return true;
    }

    @Override
    public Optional<Proof> proof(WebhookRequest call) {
        return Jwt.verified(call.header("messagebird-signature-jwt"), keys, call.now())
                .filter(token -> isOf(token, call))
                .map(Jwt::proof);
    }

    /** A body has to have its hash in the token, and a token's hash has to have its body. */
    private static boolean isOf(Jwt token, WebhookRequest call) {
        JWTClaimsSet claims = token.claims();
        boolean body = call.body().length == 0
                ? claims.getClaim(PAYLOAD_HASH) == null
                : token.isHashOf(PAYLOAD_HASH, call.body());
        return body
                && ISSUER.equals(claims.getIssuer())
                && claims.getNotBeforeTime() != null
                && claims.getExpirationTime() != null
                && token.isHashOf("url_hash", call.url().getBytes(StandardCharsets.UTF_8));
    }
}
