package dev.ringlock.phone;

/**
 * Stands for a number wherever the number itself must not be: {@code c1_} and 26 characters of base32 (RFC 4648, lower
 * case, no padding) of the first 16 bytes of HMAC-SHA-256(index key 1, canonical E.164).
 *
 * <p>The {@code 1} is the index key's version: from 1 to 9. Without that key nobody can find the number of an id. With it,
 * all numbers can be tried.
 */
public record ContactId(String value) implements Comparable<ContactId> {

    /** How many versions of the index key there may ever be: a version is one digit. */
    public static final int MOST_VERSIONS = 9;

    /** How long the part is that names the version. */
    public static final int PREFIX = "c1_".length();

    /** How long every id is. */
    public static final int LENGTH = PREFIX + 26;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    /** The same characters in the order of ids. Each is as likely as any other. */
    private static final String IN_ORDER = "234567abcdefghijklmnopqrstuvwxyz";

    private static final int BYTES = 16;

    public ContactId {
        if (!isId(value)) {
            throw new IllegalArgumentException("not a ContactId");
        }
    }

    public static boolean isId(String text) {
        if (text.length() != LENGTH || text.charAt(0) != 'c' || text.charAt(2) != '_') {
            return false;
        }
        if (text.charAt(1) < '1' || text.charAt(1) > '0' + MOST_VERSIONS) {
            return false;
        }
        for (int i = PREFIX; i < LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '2' || c > '7')) {
                return false;
            }
        }
        return true;
    }

    /** The id under the first version of the index key. */
    public static ContactId ofMac(byte[] mac) {
        return ofMac(1, mac);
    }

    /**
     * The id of the number with this keyed hash. Only the first 16 bytes count.
     *
     * @param version of the index key
     * @throws IllegalArgumentException if there are fewer
     */
    public static ContactId ofMac(int version, byte[] mac) {
        if (mac.length < BYTES) {
            throw new IllegalArgumentException("a ContactId needs 16 bytes of a keyed hash");
        }
        StringBuilder text =
                new StringBuilder(LENGTH).append('c').append(version).append('_');
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

    /** The version of the index key that it was made with. */
    public int version() {
        return value.charAt(1) - '0';
    }

    /** How much of all contacts comes before it, roughly, in percent: ids are evenly spread. */
    public int percentBefore() {
        return IN_ORDER.indexOf(value.charAt(PREFIX)) * 100 / IN_ORDER.length();
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
