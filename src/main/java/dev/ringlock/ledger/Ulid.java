package dev.ringlock.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A ULID: 48 bits of epoch milliseconds, then 80 random bits, as 26 characters of Crockford's base32. Its text sorts as
 * it does. On the ledger it is an entry's arrival, not the instant that the act counts from.
 */
public record Ulid(String value) implements Comparable<Ulid> {

    /** How many characters it has. */
    public static final int LENGTH = 26;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_LENGTH = 10;
    private static final int RANDOM_BYTES = 10;
    private static final long MOST_MILLIS = (1L << 48) - 1;
    private static final int NANOS_IN_MILLI = 1_000_000;

    public Ulid {
        if (!isUlid(value)) {
            throw new IllegalArgumentException("not a ULID");
        }
    }

    /** Whether it is the text of one. */
    public static boolean isUlid(String text) {
        if (text.length() != LENGTH || text.charAt(0) > '7') {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!isSymbol(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A digit, or a capital letter but I, L, O and U. */
    private static boolean isSymbol(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' && c != 'I' && c != 'L' && c != 'O' && c != 'U';
    }

    /**
     * The ULID of an arrival.
     *
     * @param random at least 10 bytes; only the first 10 count
     */
    public static Ulid of(Instant at, byte[] random) {
        ByteBuffer bytes = ByteBuffer.wrap(random);
        long high = (at.toEpochMilli() << 16) | (bytes.getShort() & 0xffff);
        long low = bytes.getLong();
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) low & 31);
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new Ulid(new String(text));
    }

    /** Smaller than whatever arrives at that instant or behind it, larger than all that arrived before. */
    public static Ulid first(Instant at) {
        long millis = at.isAfter(Instant.EPOCH) ? Math.min(ceiling(at), MOST_MILLIS) : 0;
        return of(Instant.ofEpochMilli(millis), new byte[RANDOM_BYTES]);
    }

    private static long ceiling(Instant at) {
        return at.isAfter(Instant.ofEpochMilli(MOST_MILLIS))
                ? MOST_MILLIS
                : at.plusNanos(NANOS_IN_MILLI - 1).toEpochMilli();
    }

    /** When it arrived, in milliseconds. */
    public Instant at() {
        long millis = 0;
        for (int i = 0; i < TIME_LENGTH; i++) {
            millis = (millis << 5) | ALPHABET.indexOf(value.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }

    /** The ULID right behind this one. */
    public Ulid next() {
        char[] text = value.toCharArray();
        int last = LENGTH - 1;
        while (text[last] == 'Z') {
            text[last--] = '0';
        }
        text[last] = ALPHABET.charAt(ALPHABET.indexOf(text[last]) + 1);
        return new Ulid(new String(text));
    }

    @Override
    public int compareTo(Ulid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
