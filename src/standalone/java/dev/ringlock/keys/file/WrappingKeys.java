package dev.ringlock.keys.file;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Envelope;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key that wraps, and while it rotates the one before it, which only opens.
 *
 * @param since when the one before was needed last; null if there is none
 */
record WrappingKeys(
        SecretKeySpec newest,
        @Nullable SecretKeySpec before,
        @Nullable Instant since) {

    static final int KEY_BYTES = 32;
    static final int FRAME = 1 + 12 + 128 / 8;

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String NEWEST = "wrapping";
    private static final String BEFORE = "wrapping.before";
    private static final String SINCE = "wrapping.since";
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new random one. */
    static WrappingKeys made() {
        return new WrappingKeys(key(random(KEY_BYTES)), null, null);
    }

    /** Those of a key file. */
    static WrappingKeys of(Properties file) {
        String before = file.getProperty(BEFORE, "");
        String since = file.getProperty(SINCE, "");
        return new WrappingKeys(
                key(HEX.parseHex(file.getProperty(NEWEST, ""))),
                before.isEmpty() ? null : key(HEX.parseHex(before)),
                since.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(since)));
    }

    private static SecretKeySpec key(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(NEWEST);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** The lines of a key file, by their names. An empty one is to go. */
    Map<String, String> lines() {
        return Map.of(
                NEWEST, HEX.formatHex(newest.getEncoded()),
                BEFORE, before == null ? "" : HEX.formatHex(before.getEncoded()),
                SINCE, since == null ? "" : String.valueOf(since.toEpochMilli()));
    }

    /** A new key; this one only opens from now on. */
    WrappingKeys rotated(Instant now) {
        return new WrappingKeys(key(random(KEY_BYTES)), newest, now);
    }

    /** The one before was needed still. */
    WrappingKeys neededAt(Instant now) {
        return before == null ? this : new WrappingKeys(newest, before, now);
    }

    /** Nothing needs the one before any more. */
    WrappingKeys ended() {
        return new WrappingKeys(newest, null, null);
    }

    /** Whether these may come after those: whatever they have wrapped last opens with these too. */
    boolean mayFollow(WrappingKeys others) {
        return isSame(newest, others.newest) || (before != null && isSame(before, others.newest));
    }

    private static boolean isSame(SecretKeySpec one, SecretKeySpec other) {
        return MessageDigest.isEqual(one.getEncoded(), other.getEncoded());
    }

    byte[] seal(byte[] clear, String label, String whose) {
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = new byte[FRAME + clear.length];
        ByteBuffer.wrap(sealed).put(VERSION).put(nonce);
        try {
            cipher(newest, Cipher.ENCRYPT_MODE, nonce, label, whose)
                    .doFinal(clear, 0, clear.length, sealed, 1 + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot wrap with AES-256-GCM", e);
        }
    }

    byte[] open(byte[] sealed, String label, String whose) {
        return open(newest, sealed, label, whose)
                .or(() -> before == null ? Optional.empty() : open(before, sealed, label, whose))
                .orElseThrow(CannotOpenException::new);
    }

    /** The same, wrapped by the newest key; empty if it is. */
    Optional<byte[]> again(byte[] sealed, String label, String whose) {
        if (open(newest, sealed, label, whose).isPresent()) {
            return Optional.empty();
        }
        byte[] clear = open(sealed, label, whose);
        try {
            return Optional.of(seal(clear, label, whose));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private static Optional<byte[]> open(SecretKeySpec key, byte[] sealed, String label, String whose) {
        if (sealed.length < FRAME || sealed[0] != VERSION) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            return Optional.of(cipher(key, Cipher.DECRYPT_MODE, nonce, label, whose)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(SecretKeySpec key, int mode, byte[] nonce, String label, String whose)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(Envelope.lengthPrefixed(label, "ringlock", whose));
        return cipher;
    }

    /** It has keys. */
    @Override
    public String toString() {
        return "wrapping keys";
    }
}
