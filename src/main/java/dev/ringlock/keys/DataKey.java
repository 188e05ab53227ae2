package dev.ringlock.keys;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A data key in clear, with its wrapped form, which is stored beside the sealed value. Close it after use: its bytes
 * are then zeroed. The copies inside the JDK's key and cipher objects are out of reach.
 */
public final class DataKey implements AutoCloseable {

    private final byte[] clear;
    private final byte[] wrapped;
    private @Nullable SecretKey secret;
    private @Nullable Cipher cipher;

    /** Takes ownership of the arrays. The caller must keep no copy. */
    public DataKey(byte[] clear, byte[] wrapped) {
        if (clear.length != 32) {
            throw new IllegalArgumentException("a data key has 32 bytes");
        }
        this.clear = clear;
        this.wrapped = wrapped;
    }

    /** The form from which {@link Keys#unwrap} makes this key again. */
    public byte[] wrapped() {
        return wrapped.clone();
    }

    SecretKey secret() {
        SecretKey known = secret;
        if (known == null) {
            known = new SecretKeySpec(clear, "AES");
            secret = known;
        }
        return known;
    }

    /**
     * The one cipher that seals with this key, made when first needed. To make one, and to expand the key, costs more
     * than to seal a number. It is for one thread at a time.
     */
    Cipher cipher() throws GeneralSecurityException {
        Cipher known = cipher;
        if (known == null) {
            known = Cipher.getInstance(Envelope.AES_GCM);
            cipher = known;
        }
        return known;
    }

    @Override
    public void close() {
        Arrays.fill(clear, (byte) 0);
        secret = null;
        cipher = null;
    }
}
