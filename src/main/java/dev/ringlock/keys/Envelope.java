package dev.ringlock.keys;

import dev.ringlock.consent.HeldText;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Owns the byte formats of a sealed number, of a sealed part of an export, of the sealed text of a held message, of a
 * sealed cookie, and of a sealed row of a backup:
 *
 * <pre>
 * number = 0x01 | 12 random bytes | AES-256-GCM(data key, the E.164 digits without +, then zero bytes up to 16)
 * aad    = ("ringlock/number/1", contactId, purpose), each after its length in four bytes, big endian
 *
 * part   = 0x02 | 12 random bytes | AES-256-GCM(data key, the part's bytes)
 * aad    = ("ringlock/export/1", exportId, purpose, the part's number in decimal digits), likewise
 *
 * text   = 0x03 | 12 random bytes | AES-256-GCM(data key, the fields, then zero bytes up to the next of 256, 1,024, 4,096
 *          and 16,384)
 * fields = (the sender called, the provider, the text, "cut" or nothing), likewise
 * aad    = ("ringlock/held/1", contactId, the text's id), likewise
 *
 * cookie = 0x04 | 12 random bytes | AES-256-GCM(cookie key, the text in UTF-8)
 * aad    = ("ringlock/cookie/1", the cookie's name), likewise
 *
 * row    = 0x05 | 12 random bytes | AES-256-GCM(the backup's own key, the row's bytes)
 * aad    = ("ringlock/backup/1", the backup's id, the row's name), likewise
 * </pre>
 *
 * <p>Every sealed number has 45 bytes, so its length reveals nothing. A sealed part has 29 bytes more than in clear.
 * src/test/resources/vectors/keys.json holds known answers.
 */
@Singleton
public final class Envelope {

    static final String AES_GCM = "AES/GCM/NoPadding";

    private static final byte NUMBER = 1;
    private static final byte PART = 2;
    private static final byte TEXT = 3;
    private static final byte COOKIE = 4;
    private static final byte ROW = 5;
    private static final String NUMBER_LABEL = "ringlock/number/1";
    private static final String PART_LABEL = "ringlock/export/1";
    private static final String TEXT_LABEL = "ringlock/held/1";
    private static final String CUT = "cut";
    private static final int[] TEXT_SIZES = {256, 1_024, 4_096, 16_384};
    private static final String COOKIE_LABEL = "ringlock/cookie/1";
    private static final String ROW_LABEL = "ringlock/backup/1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int DIGITS = 16;
    private static final int FRAME = 1 + NONCE_BYTES + TAG_BITS / 8;

    private final SecureRandom random;

    public Envelope() {
        this(new SecureRandom());
    }

    /** For known-answer tests. A nonce that is used twice under one key reveals the numbers. */
    Envelope(SecureRandom random) {
        this.random = random;
    }

    byte[] seal(DataKey key, ContactId contact, Purpose purpose, PhoneNumber number) {
        byte[] digits = number.e164().substring(1).getBytes(StandardCharsets.US_ASCII);
        byte[] padded = Arrays.copyOf(digits, DIGITS);
        try {
            return seal(NUMBER, key, padded, NUMBER_LABEL, contact.value(), purpose.id());
        } finally {
            Arrays.fill(digits, (byte) 0);
            Arrays.fill(padded, (byte) 0);
        }
    }

    /** A cipher to open with, for one thread at a time. */
    static Cipher opening() {
        try {
            return Cipher.getInstance(AES_GCM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no AES-256-GCM", e);
        }
    }

    /**
     * The number that was sealed for exactly this contact and purpose.
     *
     * @throws CannotOpenException if the contact, the purpose, the key or any byte differs
     */
    public PhoneNumber open(DataKey key, ContactId contact, Purpose purpose, byte[] sealed) {
        return open(opening(), key, contact, purpose, sealed);
    }

    /** The same with a cipher that is used again: to make one costs as much as to open a number. */
    PhoneNumber open(Cipher cipher, DataKey key, ContactId contact, Purpose purpose, byte[] sealed) {
        if (sealed.length != FRAME + DIGITS) {
            throw new CannotOpenException();
        }
        byte[] padded = open(cipher, NUMBER, key, sealed, NUMBER_LABEL, contact.value(), purpose.id());
        try {
            int length = DIGITS;
            while (length > 0 && padded[length - 1] == 0) {
                length--;
            }
            return PhoneNumber.ofCanonical("+" + new String(padded, 0, length, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new CannotOpenException();
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    byte[] sealPart(DataKey key, String export, Purpose purpose, int part, byte[] clear) {
        return seal(PART, key, clear, PART_LABEL, export, purpose.id(), String.valueOf(part));
    }

    /** @throws CannotOpenException if the export, the purpose, the part's number, the key or any byte differs */
    byte[] openPart(DataKey key, String export, Purpose purpose, int part, byte[] sealed) {
        return open(opening(), PART, key, sealed, PART_LABEL, export, purpose.id(), String.valueOf(part));
    }

    byte[] sealText(DataKey key, ContactId contact, Ulid id, HeldText text) {
        byte[] fields = lengthPrefixed(text.sender(), text.provider(), text.text(), text.cut() ? CUT : "");
        byte[] padded = Arrays.copyOf(
                fields,
                Arrays.stream(TEXT_SIZES)
                        .filter(size -> size >= fields.length)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("a held text is longer than it may be")));
        try {
            return seal(TEXT, key, padded, TEXT_LABEL, contact.value(), id.value());
        } finally {
            Arrays.fill(fields, (byte) 0);
            Arrays.fill(padded, (byte) 0);
        }
    }

    /** @throws CannotOpenException if the contact, the id, the key or any byte differs */
    HeldText openText(DataKey key, ContactId contact, Ulid id, byte[] sealed) {
        byte[] padded = open(opening(), TEXT, key, sealed, TEXT_LABEL, contact.value(), id.value());
        try {
            ByteBuffer fields = ByteBuffer.wrap(padded);
            return new HeldText(
                    next(fields), next(fields), next(fields), next(fields).equals(CUT));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CannotOpenException();
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    private static String next(ByteBuffer fields) {
        int length = fields.getInt();
        if (length < 0 || length > fields.remaining()) {
            throw new BufferUnderflowException();
        }
        String field = new String(fields.array(), fields.position(), length, StandardCharsets.UTF_8);
        fields.position(fields.position() + length);
        return field;
    }

    byte[] sealCookie(DataKey key, String name, byte[] clear) {
        return seal(COOKIE, key, clear, COOKIE_LABEL, name);
    }

    /** @throws CannotOpenException if the name, the key or any byte differs */
    byte[] openCookie(DataKey key, String name, byte[] sealed) {
        return open(opening(), COOKIE, key, sealed, COOKIE_LABEL, name);
    }

    byte[] sealRow(DataKey key, String backup, String row, byte[] clear) {
        return seal(ROW, key, clear, ROW_LABEL, backup, row);
    }

    /** @throws CannotOpenException if the backup, the row, the key or any byte differs */
    byte[] openRow(DataKey key, String backup, String row, byte[] sealed) {
        return open(opening(), ROW, key, sealed, ROW_LABEL, backup, row);
    }

    private byte[] seal(byte version, DataKey key, byte[] clear, String... context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = new byte[FRAME + clear.length];
        ByteBuffer.wrap(sealed).put(version).put(nonce);
        try {
            synchronized (key) {
                start(key.cipher(), Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce), context)
                        .doFinal(clear, 0, clear.length, sealed, 1 + NONCE_BYTES);
            }
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot seal with AES-256-GCM", e);
        }
    }

    private static byte[] open(Cipher cipher, byte version, DataKey key, byte[] sealed, String... context) {
        if (sealed.length < FRAME || sealed[0] != version) {
            throw new CannotOpenException();
        }
        GCMParameterSpec nonce = new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE_BYTES);
        try {
            return start(cipher, Cipher.DECRYPT_MODE, key, nonce, context)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new CannotOpenException();
        }
    }

    /** Begins anew: nothing of what the cipher did before counts any more. */
    private static Cipher start(Cipher cipher, int mode, DataKey key, GCMParameterSpec nonce, String... context)
            throws GeneralSecurityException {
        cipher.init(mode, key.secret(), nonce);
        cipher.updateAAD(lengthPrefixed(context));
        return cipher;
    }

    /** Each part after its length in four bytes, big endian. So no two lists of parts have the same bytes. */
    public static byte[] lengthPrefixed(String... parts) {
        byte[][] texts = new byte[parts.length][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            texts[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + texts[i].length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] text : texts) {
            all.putInt(text.length).put(text);
        }
        return all.array();
    }
}
