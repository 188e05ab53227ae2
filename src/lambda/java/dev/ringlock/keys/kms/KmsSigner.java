package dev.ringlock.keys.kms;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.ECKey;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * {@link Signer} on AWS KMS: an asymmetric key (ECC_NIST_P256, SIGN_VERIFY). A process asks for its public half once. KMS is
 * given the hash of the content, so it neither sees the content nor limits its length.
 */
public final class KmsSigner implements Signer {

    private static final int SIGNATURE_BYTES = 64;

    private final KmsClient client;
    private final String key;
    private @Nullable ECKey publicKey;

    /** @param key id or ARN. An alias could begin to name another key while this process lives */
    public KmsSigner(KmsClient client, String key) {
        this.client = client;
        this.key = key;
    }

    @Override
    public synchronized ECKey publicKey() {
        ECKey known = publicKey;
        if (known == null) {
            known = fetched();
            publicKey = known;
        }
        return known;
    }

    private ECKey fetched() {
        try {
            byte[] encoded = client.getPublicKey(request -> request.keyId(key))
                    .publicKey()
                    .asByteArray();
            return Signer.published(
                    (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (SdkException | GeneralSecurityException | IllegalArgumentException e) {
            throw new KeysUnavailableException("KMS did not give the signing key's public half", e);
        }
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            SdkBytes hash =
                    SdkBytes.fromByteArray(MessageDigest.getInstance("SHA-256").digest(content));
            byte[] der = client.sign(request -> request.keyId(key)
                            .messageType(MessageType.DIGEST)
                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                            .message(hash))
                    .signature()
                    .asByteArray();
            return ECDSA.transcodeSignatureToConcat(der, SIGNATURE_BYTES);
        } catch (SdkException | GeneralSecurityException | JOSEException e) {
            throw new KeysUnavailableException("KMS did not sign", e);
        }
    }
}
