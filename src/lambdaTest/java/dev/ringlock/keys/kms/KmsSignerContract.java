package dev.ringlock.keys.kms;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;
import dev.ringlock.keys.SignerContract;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

/** {@link KmsSigner} on whatever answers as KMS. */
public abstract class KmsSignerContract extends SignerContract {

    protected abstract KmsClient client();

    /** The key that signs. */
    protected abstract String signingKey();

    @Override
    protected Signer signer() {
        return new KmsSigner(client(), signingKey());
    }

    @Test
    void aKeyThatIsNotThereIsToldAsUnavailable() {
        Signer missing = new KmsSigner(client(), "alias/no-such-key");
        assertThrows(KeysUnavailableException.class, missing::publicKey);
        assertThrows(KeysUnavailableException.class, () -> missing.sign(new byte[] {1}));
    }
}
