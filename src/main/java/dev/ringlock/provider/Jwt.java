package dev.ringlock.provider;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier.BaseVerification;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.ringlock.ledger.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A signed token, checked by java-jwt against the algorithms that we name, never by what the token says of itself. */
public final class Jwt {

    private static final long LEEWAY_SECONDS = 1;

    private Jwt() {}

    /** The token's claims if one of the algorithms signed it and it is valid now. */
    public static Optional<DecodedJWT> verified(String token, List<Algorithm> algorithms, Instant now) {
        // header and claims are signed as they are written; the signature itself could be written in several ways
        if (!Base64Text.isUrlSafe(token.substring(token.lastIndexOf('.') + 1))) {
            return Optional.empty();
        }
        for (Algorithm algorithm : algorithms) {
            BaseVerification verification = (BaseVerification)
                    JWT.require(algorithm).acceptLeeway(LEEWAY_SECONDS).ignoreIssuedAt();
            try {
                return Optional.of(
                        verification.build(Clock.fixed(now, ZoneOffset.UTC)).verify(token));
            } catch (JWTVerificationException e) {
                // the next secret may be the right one
            }
        }
        return Optional.empty();
    }

    /** Header and claims are what is signed; the claims hold the hash of what was sent. */
    public static Proof proof(DecodedJWT token) {
        return Proof.of(token.getHeader() + "." + token.getPayload());
    }

    /** Whether a claim is the SHA-256 of these bytes, in lower-case hex. */
    public static boolean isHashOf(DecodedJWT token, String claim, byte[] bytes) {
        String hash = token.getClaim(claim).asString();
        return hash != null && Hmac.same(Sha256.hex(bytes), hash);
    }
}
