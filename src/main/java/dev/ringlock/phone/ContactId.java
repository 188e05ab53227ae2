package dev.ringlock.phone;

import java.util.regex.Pattern;

/**
 * Stands for a number wherever the number itself must not be: {@code c1_} and 26 characters of base32 (RFC 4648, lower
 * case, no padding) of the first 16 bytes of HMAC-SHA-256(index key 1, canonical E.164).
 *
 * <p>The {@code 1} is the index key's version. Without that key nobody can find the number of an id. With it, all
 * numbers can be tried.
 */
public record ContactId(String value) implements Comparable<ContactId> {

    private static final Pattern SHAPE = Pattern.compile("c1_[a-z2-7]{26}");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BYTES = 16;

    public ContactId {
        if (!isId(value)) {
            throw new IllegalArgumentException("not a ContactId");
        }
    }

    public static boolean isId(String text) {
        return SHAPE.matcher(text).matches();
    }

    /**
     * The id of the number with this keyed hash. Only the first 16 bytes count.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static ContactId ofMac(byte[] mac) {
        if (mac.length < BYTES) {
            throw new IllegalArgumentException("a ContactId needs 16 bytes of a keyed hash");
        }
        StringBuilder text = new StringBuilder("c1_");
        int bits = 0;
        int pending = 0;
        for (int i = 0; i < BYTES; i++) {
            bits = (bits << 8) | (mac[i] & 0xff);
            pending += 8;
            while (pending >= 5) {
                pending -= 5;
                text.append(ALPHABET.charAt((bits >>> pending) & 31));
            }
        }
        text.append(ALPHABET.charAt((bits << (5 - pending)) & 31));
        return new ContactId(text.toString());
    }

    @Override
    public int compareTo(ContactId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
