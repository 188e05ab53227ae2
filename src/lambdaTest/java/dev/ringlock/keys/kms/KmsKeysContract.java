package dev.ringlock.keys.kms;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysContract;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.terms.Purpose;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/** What {@link KmsKeys} keeps on whatever answers as KMS. */
public abstract class KmsKeysContract extends KeysContract {

    private static final Purpose MARKETING = new Purpose("marketing");

    protected abstract KmsClient client();

    /** The key for numbers. */
    protected abstract String numberKey();

    /** The key for MACs. */
    protected abstract String macKey();

    /** From now on the key for numbers is disabled. */
    protected abstract void disableNumberKey();

    @Override
    protected Keys keys() {
        return new KmsKeys(client(), numberKey(), macKey());
    }

    @Test
    void whatWasWrappedInAnotherContextIsNotUnwrapped() {
        for (Map<String, String> context : java.util.List.of(
                Map.<String, String>of(),
                Map.of("purpose", "marketing"),
                Map.of("app", "ringlock"),
                Map.of("app", "other", "purpose", "marketing"),
                Map.of("app", "ringlock", "purpose", "marketing", "more", "x"))) {
            SdkBytes wrapped = client().generateDataKey(request -> request.keyId(numberKey())
                            .keySpec(DataKeySpec.AES_256)
                            .encryptionContext(context))
                    .ciphertextBlob();
            assertThrows(
                    CannotOpenException.class,
                    () -> keys().unwrap(MARKETING, wrapped.asByteArray()),
                    context::toString);
        }
    }

    /** moto goes on using a disabled key. */
    @Test
    @Tag("beyond-moto")
    void aDisabledKeySealsAndOpensNothing() {
        byte[] wrapped = keys().generate(MARKETING).wrapped();
        disableNumberKey();
        assertThrows(KeysUnavailableException.class, () -> keys().generate(MARKETING));
        assertThrows(KeysUnavailableException.class, () -> keys().unwrap(MARKETING, wrapped));
    }

    @Test
    void aKeyThatIsNotThereIsToldAsUnavailable() {
        Keys keys = new KmsKeys(client(), "alias/no-such-key", "alias/no-such-key");
        assertThrows(KeysUnavailableException.class, () -> keys.generate(MARKETING));
        assertThrows(KeysUnavailableException.class, () -> keys.mac("ringlock/index/1"));
    }
}
