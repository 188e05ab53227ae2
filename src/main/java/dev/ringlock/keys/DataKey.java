package dev.ringlock.keys;

import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A data key in clear, with the wrapped form that is stored beside what it seals. Close it after use: its bytes are then
 * zeroed. The copies that the JDK's own key and cipher objects make for each use are out of reach.
 */
public final class DataKey implements AutoCloseable {

    private final byte[] clear;
    private final byte[] wrapped;

    /** Takes the arrays over: the caller keeps no copy. */
    public DataKey(byte[] clear, byte[] wrapped) {
        if (clear.length != 32) {
            throw new IllegalArgumentException("a data key has 32 bytes");
        }
        this.clear = clear;
        this.wrapped = wrapped;
    }

    /** What {@link Keys#unwrap} turns back into this key. */
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
