package dev.ringlock.keys;

import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A data key in clear, with its wrapped form, which is stored beside the sealed value. Close it after use: its bytes
 * are then zeroed. The copies inside the JDK's key and cipher objects are out of reach.
 */
public final class DataKey implements AutoCloseable {

    private final byte[] clear;
    private final byte[] wrapped;

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
        return new SecretKeySpec(clear, "AES");
    }

    @Override
    public void close() {
        Arrays.fill(clear, (byte) 0);
    }
}
