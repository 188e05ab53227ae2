package dev.ringlock.keys;

import dev.ringlock.consent.Purpose;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The byte format of a sealed number, and its only owner:
 *
 * <pre>
 * sealed = 0x01 | 12 random bytes | AES-256-GCM(data key, the E.164 digits without +, then zero bytes up to 16)
 * aad    = ("ringlock/number/1", contactId, purpose), each behind its length in four bytes, big endian
 * </pre>
 *
 * 45 bytes for every number, so that the length tells nothing. src/test/resources/vectors/keys.json holds known
 * answers.
 */
@Singleton
public final class Envelope {

    private static final byte VERSION = 1;
    private static final String LABEL = "ringlock/number/1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int DIGITS = 16;
    private static final int LENGTH = 1 + NONCE_BYTES + DIGITS + TAG_BITS / 8;

    private final SecureRandom random;

    public Envelope() {
        this(new SecureRandom());
    }

    /** For known-answer tests; whoever repeats a nonce under one key gives the numbers away. */
    Envelope(SecureRandom random) {
        this.random = random;
    }

    byte[] seal(DataKey key, ContactId contact, Purpose purpose, PhoneNumber number) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] digits = number.e164().substring(1).getBytes(StandardCharsets.US_ASCII);
        byte[] padded = Arrays.copyOf(digits, DIGITS);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, contact, purpose);
            byte[] sealed = new byte[LENGTH];
            ByteBuffer.wrap(sealed).put(VERSION).put(nonce);
            cipher.doFinal(padded, 0, DIGITS, sealed, 1 + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot seal with AES-256-GCM", e);
        } finally {
            Arrays.fill(digits, (byte) 0);
            Arrays.fill(padded, (byte) 0);
        }
    }

    /**
     * The number that was sealed for exactly this contact and purpose.
     *
     * @throws CannotOpenException if anything at all is not as it was when it was sealed
     */
    public PhoneNumber open(DataKey key, ContactId contact, Purpose purpose, byte[] sealed) {
        if (sealed.length != LENGTH || sealed[0] != VERSION) {
            throw new CannotOpenException();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        byte[] padded = {};
        try {
            padded = cipher(Cipher.DECRYPT_MODE, key, nonce, contact, purpose)
                    .doFinal(sealed, 1 + NONCE_BYTES, LENGTH - 1 - NONCE_BYTES);
            int length = DIGITS;
            while (length > 0 && padded[length - 1] == 0) {
                length--;
            }
            return PhoneNumber.ofCanonical("+" + new String(padded, 0, length, StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CannotOpenException();
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    private static Cipher cipher(int mode, DataKey key, byte[] nonce, ContactId contact, Purpose purpose)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(lengthPrefixed(LABEL, contact.value(), purpose.id()));
        return cipher;
    }

    /** Each part behind its length in four bytes, big endian, so that no two lists of parts are the same bytes. */
    public static byte[] lengthPrefixed(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
        for (String part : parts) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }
}
