package dev.ringlock.provider;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ringlock.ledger.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * A provider's signed token, read by nimbus. It is checked against the algorithms that we name, never by what the token says of
 * itself. The keyed hash is our own {@link Hmac}: nimbus refuses secrets that are shorter than the hash, and a provider's may
 * be.
 *
 * @param signed its header and claims as they were signed
 */
public record Jwt(JWTClaimsSet claims, String signed) {

    private static final long LEEWAY_SECONDS = 1;

    /** A secret, and the keyed hash that it is for. */
    public record JwtSecret(Hmac hash, Secret secret) {

        /** A token with these claims, as a provider makes it: for demo mode's providers and for tests. */
        public String token(JWTClaimsSet claims) {
            String signed = new JWSHeader(algorithm()).toBase64URL() + "."
                    + claims.toPayload().toBase64URL();
            return signed + "." + Base64URL.encode(hash.of(secret, signed.getBytes(StandardCharsets.US_ASCII)));
        }

        private boolean signed(SignedJWT token) {
            return token.getHeader().getAlgorithm().equals(algorithm())
                    && Hmac.same(
                            Base64URL.encode(hash.of(secret, token.getSigningInput()))
                                    .toString(),
                            token.getSignature().toString());
        }

        private JWSAlgorithm algorithm() {
            return switch (hash) {
                case SHA1 -> throw new IllegalArgumentException("no token is signed so");
                case SHA256 -> JWSAlgorithm.HS256;
                case SHA384 -> JWSAlgorithm.HS384;
                case SHA512 -> JWSAlgorithm.HS512;
            };
        }
    }

    /** The token if one of the secrets signed it and it is valid now. */
    public static Optional<Jwt> verified(String token, List<JwtSecret> secrets, Instant now) {
        // header and claims are signed as they are written; the signature itself could be written in several ways
        if (!Base64Text.isUrlSafe(token.substring(token.lastIndexOf('.') + 1))) {
            return Optional.empty();
        }
        try {
            SignedJWT read = SignedJWT.parse(token);
            JWTClaimsSet claims = read.getJWTClaimsSet();
            // an extension that has to be understood is not
            boolean plain = read.getHeader().getCriticalParams() == null;
            return plain && isLiving(claims, now) && secrets.stream().anyMatch(each -> each.signed(read))
                    ? Optional.of(new Jwt(claims, new String(read.getSigningInput(), StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isLiving(JWTClaimsSet claims, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        Date ends = claims.getExpirationTime();
        Date begins = claims.getNotBeforeTime();
        return (ends == null || !second.minusSeconds(LEEWAY_SECONDS).isAfter(ends.toInstant()))
                && (begins == null || !second.plusSeconds(LEEWAY_SECONDS).isBefore(begins.toInstant()));
    }

    /** Header and claims are what is signed; the claims hold the hash of what was sent. */
    public Proof proof() {
        return Proof.of(signed);
    }

    /** Whether a claim is the SHA-256 of these bytes, in lower-case hex. */
    public boolean isHashOf(String claim, byte[] bytes) {
        return claims.getClaim(claim) instanceof String hash && Hmac.same(Sha256.hex(bytes), hash);
    }

    /** A record would print the claims. */
    @Override
    public String toString() {
        return "Jwt";
    }
}
