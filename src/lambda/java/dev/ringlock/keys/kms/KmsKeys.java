package dev.ringlock.keys.kms;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.terms.Purpose;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/**
 * {@link Keys} on AWS KMS: one symmetric key wraps the data keys, one HMAC key makes the index keys. A data key's
 * context is {@code {app: ringlock, purpose: P}}. CloudTrail and key policies see it; it holds no part of a number.
 *
 * <p>A key that is disabled, scheduled for deletion or not permitted counts as unavailable, in {@link #unwrap} too. Its
 * owner can repair that, and a lost permission must not make sealed values look broken.
 */
public final class KmsKeys implements Keys {

    /** The errors for a wrapped key that does not open with our key in this context. */
    private static final Set<String> DOES_NOT_FIT = Set.of("InvalidCiphertextException", "IncorrectKeyException");

    private final KmsClient client;
    private final String numberKey;
    private final String macKey;

    /**
     * @param numberKey id, ARN or alias of the key that wraps data keys
     * @param macKey id, ARN or alias of the HMAC key (HMAC_256)
     */
    public KmsKeys(KmsClient client, String numberKey, String macKey) {
        this.client = client;
        this.numberKey = numberKey;
        this.macKey = macKey;
    }

    @Override
    public DataKey generate(Purpose purpose) {
        var answer = answered(() -> client.generateDataKey(
                request -> request.keyId(numberKey).keySpec(DataKeySpec.AES_256).encryptionContext(context(purpose))));
        return new DataKey(clear(answer.plaintext()), answer.ciphertextBlob().asByteArray());
    }

    @Override
    public DataKey unwrap(Purpose purpose, byte[] wrapped) {
        if (wrapped.length == 0) {
            throw new CannotOpenException();
        }
        try {
            // naming the key makes sure that nothing wrapped by another one is ever opened
            var answer = client.decrypt(request -> request.keyId(numberKey)
                    .ciphertextBlob(SdkBytes.fromByteArray(wrapped))
                    .encryptionContext(context(purpose)));
            return new DataKey(clear(answer.plaintext()), wrapped.clone());
        } catch (AwsServiceException e) {
            // an answer that did not come from KMS has no code
            String code =
                    e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
            throw code != null && DOES_NOT_FIT.contains(code) ? new CannotOpenException() : unavailable(e);
        } catch (SdkException e) {
            throw unavailable(e);
        }
    }

    @Override
    public byte[] mac(String label) {
        return answered(() -> client.generateMac(request -> request.keyId(macKey)
                        .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                        .message(SdkBytes.fromUtf8String(label))))
                .mac()
                .asByteArray();
    }

    /** The SDK's own array, so that wiping the data key leaves no copy in its answer. */
    private static byte[] clear(SdkBytes plaintext) {
        return plaintext.asByteArrayUnsafe();
    }

    private static Map<String, String> context(Purpose purpose) {
        return Map.of("app", "ringlock", "purpose", purpose.id());
    }

    private static <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw unavailable(e);
        }
    }

    private static KeysUnavailableException unavailable(SdkException cause) {
        return new KeysUnavailableException("KMS did not do it", cause);
    }
}
