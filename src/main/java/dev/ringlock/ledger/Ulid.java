package dev.ringlock.ledger;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A ULID: 48 bits of epoch milliseconds, then 80 random bits, as 26 characters of Crockford's base32. Its text sorts as
 * it does. On the ledger it is an entry's arrival, not the instant that the act counts from.
 */
public record Ulid(String value) implements Comparable<Ulid> {

    private static final Pattern SHAPE = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;
    private static final int RANDOM_BYTES = 10;

    public Ulid {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a ULID");
        }
    }

    /**
     * The ULID of an arrival.
     *
     * @param random at least 10 bytes; only the first 10 count
     */
    public static Ulid of(Instant at, byte[] random) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putShort((short) (at.toEpochMilli() >>> 32))
                .putInt((int) at.toEpochMilli())
                .put(random, 0, RANDOM_BYTES)
                .array();
        return of(new BigInteger(1, bytes));
    }

    /** The ULID right behind this one. */
    public Ulid next() {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < LENGTH; i++) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(value.charAt(i))));
        }
        return of(number.add(BigInteger.ONE));
    }

    private static Ulid of(BigInteger number) {
        char[] text = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            text[i] = ALPHABET.charAt(number.shiftRight(5 * (LENGTH - 1 - i)).intValue() & 31);
        }
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
