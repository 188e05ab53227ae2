package dev.ringlock.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.security.interfaces.ECPublicKey;

/**
 * The promise of the house's signing key (KMS or a key file): ES256, which is ECDSA on the curve P-256 over SHA-256. The
 * private key never leaves its engine. One process signs with one key: another one begins with a new process.
 *
 * <p>Both operations throw {@link KeysUnavailableException} if the engine cannot answer. The caller may try again later.
 */
public interface Signer {

    /** The public key, as {@link #published} gives it. */
    ECKey publicKey();

    /** The signature of these bytes in JOSE's form: R and S, 32 bytes each. */
    byte[] sign(byte[] content);

    /**
     * A public key as a JWK. Its id is its thumbprint (RFC 7638), so every engine gives a key the same id.
     *
     * @throws IllegalArgumentException if it is on another curve
     */
    static ECKey published(ECPublicKey key) {
        try {
            return new ECKey.Builder(Curve.P_256, key)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException | IllegalStateException e) {
            throw new IllegalArgumentException("not a key of P-256", e);
        }
    }
}
