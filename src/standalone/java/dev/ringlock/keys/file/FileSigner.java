package dev.ringlock.keys.file;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.ringlock.keys.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;

/** {@link Signer} with a private key of the key file: a JWK (RFC 7517) of P-256 on one line. */
final class FileSigner implements Signer {

    /** ECDSA over SHA-256 in JOSE's form. */
    private static final String ES256 = "SHA256withECDSAinP1363Format";

    private final ECPrivateKey privateKey;
    private final ECKey publicKey;

    private FileSigner(ECPrivateKey privateKey, ECKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** The text of a new random key. */
    static String newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                    .privateKey((ECPrivateKey) pair.getPrivate())
                    .build()
                    .toJSONString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no P-256", e);
        }
    }

    /**
     * Reads such a text.
     *
     * @throws IllegalArgumentException if it is damaged; it is not repeated
     */
    static FileSigner of(String text) {
        try {
            ECKey key = ECKey.parse(text);
            FileSigner signer = new FileSigner(key.toECPrivateKey(), Signer.published(key.toECPublicKey()));
            signer.proveItself();
            return signer;
        } catch (ParseException | JOSEException | RuntimeException e) {
            throw new IllegalArgumentException("signing");
        }
    }

    /** Both halves have to be of one key. Nobody could check what others sign. */
    private void proveItself() {
        byte[] content = {1};
        try {
            Signature check = Signature.getInstance(ES256);
            check.initVerify(publicKey.toECPublicKey());
            check.update(content);
            if (!check.verify(sign(content))) {
                throw new IllegalArgumentException("signing");
            }
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalArgumentException("signing");
        }
    }

    @Override
    public ECKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ES256);
            signature.initSign(privateKey);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot sign with P-256", e);
        }
    }
}
