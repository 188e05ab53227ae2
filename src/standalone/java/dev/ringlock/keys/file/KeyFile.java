package dev.ringlock.keys.file;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;
import dev.ringlock.terms.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@link Keys} from a file that only its owner may read (mode 0600): two random 32-byte keys in hex, {@code wrapping} and
 * {@code mac}, and the signing key's private half as a JWK, {@code signing}. A file of an earlier build has no such key. The
 * file holds the keys of all purposes: only on AWS are purposes kept apart by permissions.
 *
 * <pre>
 * wrapped = 0x01 | 12 random bytes | AES-256-GCM(wrapping key, data key), aad = ("ringlock/data-key/1", "ringlock",
 * purpose)
 * seed    = 0x01 | 12 random bytes | AES-256-GCM(wrapping key, seed), aad = ("ringlock/seed/1", "ringlock", person)
 * </pre>
 */
public final class KeyFile implements Keys {

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int FRAME = 1 + NONCE_BYTES + TAG_BITS / 8;
    private static final int WRAPPED = FRAME + KEY_BYTES;
    private static final String DATA_KEY = "ringlock/data-key/1";
    private static final String SEED = "ringlock/seed/1";
    private static final String SIGNING = "signing";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec wrapping;
    private final SecretKeySpec mac;
    private final String signing;

    private KeyFile(byte[] wrapping, byte[] mac, String signing) {
        this.wrapping = new SecretKeySpec(wrapping, "AES");
        this.mac = new SecretKeySpec(mac, "HmacSHA256");
        this.signing = signing;
        if (!signing.isEmpty()) {
            FileSigner.of(signing);
        }
    }

    /**
     * Reads the file.
     *
     * @throws KeysUnavailableException if it is missing or damaged, or others than its owner may read it
     */
    public static KeyFile read(Path file) {
        Properties keys = OwnersFile.load(file);
        try {
            return new KeyFile(key(keys, "wrapping"), key(keys, "mac"), keys.getProperty(SIGNING, ""));
        } catch (IllegalArgumentException e) {
            throw OwnersFile.damaged(file);
        }
    }

    /**
     * Writes a file with new random keys, completely or not at all.
     *
     * @throws KeysUnavailableException if the file exists already or cannot be written
     */
    public static void create(Path file) {
        of(random(KEY_BYTES)).write(file);
    }

    /**
     * Keys in memory: a new wrapping key, and this secret of the index key. Under it the ContactIds of another Ringlock are
     * found.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static KeyFile of(byte[] indexSecret) {
        if (indexSecret.length != KEY_BYTES) {
            throw new IllegalArgumentException("the index key's secret has " + KEY_BYTES + " bytes");
        }
        return new KeyFile(random(KEY_BYTES), indexSecret, FileSigner.newKey());
    }

    /**
     * Writes the keys, completely or not at all.
     *
     * @throws KeysUnavailableException if the file exists already or cannot be written
     */
    public void write(Path file) {
        HexFormat hex = HexFormat.of();
        OwnersFile.write(
                file,
                "# Ringlock's keys. Without them no stored number can be opened or found again: keep a copy elsewhere.\n"
                        + "wrapping=" + hex.formatHex(wrapping.getEncoded())
                        + "\nmac=" + hex.formatHex(mac.getEncoded())
                        + "\n" + SIGNING + "=" + signing + "\n");
    }

    /**
     * Gives a file of an earlier build its signing key, completely or not at all. It changes nothing else.
     *
     * @return whether it had none
     * @throws KeysUnavailableException if the file cannot be written; it is as it was then
     */
    public static boolean completed(Path file) {
        if (read(file).signs()) {
            return false;
        }
        OwnersFile.set(file, SIGNING, FileSigner.newKey());
        return true;
    }

    /**
     * The same keys with a new signing key, which no file has yet.
     *
     * @see #writeSigning
     */
    public KeyFile withNewSigningKey() {
        return new KeyFile(wrapping.getEncoded(), mac.getEncoded(), FileSigner.newKey());
    }

    /**
     * Writes this signing key into the file in place of its own, completely or not at all. It changes nothing else.
     *
     * @throws KeysUnavailableException if the file cannot be written; it is as it was then
     */
    public void writeSigning(Path file) {
        OwnersFile.set(file, SIGNING, signing);
    }

    /** Whether it has a signing key. One of an earlier build that could not be written has none. */
    public boolean signs() {
        return !signing.isEmpty();
    }

    /** The house's signing key. That of an older file that could not be completed is not available. */
    public Signer signer() {
        return signs() ? FileSigner.of(signing) : new NoSigner();
    }

    /** The secret from which the index key is made, for an archive: with it all numbers can be tried. */
    public byte[] indexSecret() {
        return mac.getEncoded();
    }

    @Override
    public DataKey generate(Purpose purpose) {
        byte[] clear = random(KEY_BYTES);
        return new DataKey(clear, seal(clear, DATA_KEY, purpose.id()));
    }

    @Override
    public DataKey unwrap(Purpose purpose, byte[] wrapped) {
        if (wrapped.length != WRAPPED) {
            throw new CannotOpenException();
        }
        return new DataKey(open(wrapped, DATA_KEY, purpose.id()), wrapped.clone());
    }

    /** Seals the seed of a person's one-time codes, for that person alone. */
    public byte[] sealSeed(String person, byte[] seed) {
        return seal(seed, SEED, person);
    }

    /**
     * The seed that was sealed for exactly this person.
     *
     * @throws CannotOpenException if it was sealed for another one or by another key, or is damaged
     */
    public byte[] openSeed(String person, byte[] sealed) {
        return open(sealed, SEED, person);
    }

    @Override
    public byte[] mac(String label) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(mac);
            return hmac.doFinal(label.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no HMAC-SHA-256", e);
        }
    }

    private byte[] seal(byte[] clear, String label, String whose) {
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = new byte[FRAME + clear.length];
        ByteBuffer.wrap(sealed).put(VERSION).put(nonce);
        try {
            cipher(Cipher.ENCRYPT_MODE, nonce, label, whose).doFinal(clear, 0, clear.length, sealed, 1 + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot wrap with AES-256-GCM", e);
        }
    }

    private byte[] open(byte[] sealed, String label, String whose) {
        if (sealed.length < FRAME || sealed[0] != VERSION) {
            throw new CannotOpenException();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, label, whose)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new CannotOpenException();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String label, String whose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(Envelope.lengthPrefixed(label, "ringlock", whose));
        return cipher;
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] key(Properties keys, String name) {
        byte[] key = HexFormat.of().parseHex(keys.getProperty(name, ""));
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(name);
        }
        return key;
    }
}
