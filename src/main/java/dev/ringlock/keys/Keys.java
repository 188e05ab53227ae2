package dev.ringlock.keys;

import dev.ringlock.terms.Purpose;

/**
 * The promise of a key engine (KMS or a key file): three operations, each bound to its context. They may go over the
 * network. {@link DataKeys} and {@link Index} keep what is needed often.
 *
 * <p>Every operation throws {@link KeysUnavailableException} if the engine cannot answer. The caller may try again
 * later.
 */
public interface Keys {

    /** A new AES-256 data key for that purpose, in clear and wrapped under {@code {app: ringlock, purpose: P}}. */
    DataKey generate(Purpose purpose);

    /**
     * Unwraps a data key that {@link #generate} wrapped for that purpose.
     *
     * @throws CannotOpenException if it was wrapped for another purpose or by another key, or is damaged
     */
    DataKey unwrap(Purpose purpose, byte[] wrapped);

    /** HMAC-SHA-256 of the label under a key that never leaves the engine: 32 bytes, the same for the same label. */
    byte[] mac(String label);

    /**
     * The same for a version of the index key. An engine may have another secret from some version on: only so does a
     * rotation help against a secret that somebody has copied.
     *
     * @param version the first is that of {@link #mac(String)}
     */
    default byte[] mac(int version, String label) {
        return mac(label);
    }
}
