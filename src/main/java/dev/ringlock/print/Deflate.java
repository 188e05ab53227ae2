package dev.ringlock.print;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Packs bytes as RFC 1951 says, with its fixed codes. The platform's own packer may be another one on another machine or in a
 * later version, and would give other bytes. Every unpacker reads these.
 */
final class Deflate {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;
    private static final int FARTHEST = 32_768;
    private static final int HASHES = 1 << 15;

    /** Earlier places with the same three bytes that are compared. */
    private static final int TRIES = 32;

    private static final int END = 256;

    private static final int[] LENGTHS = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] LENGTH_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] DISTANCES = {
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577
    };
    private static final int[] DISTANCE_BITS = {
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
    };

    private final byte[] bytes;
    private final int[] newest = new int[HASHES];
    private final int[] before;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int bits;
    private int count;
    private int distance;

    private Deflate(byte[] bytes) {
        this.bytes = bytes;
        this.before = new int[bytes.length];
        Arrays.fill(newest, -1);
    }

    static byte[] of(byte[] bytes) {
        return new Deflate(bytes).packed();
    }

    private byte[] packed() {
        // one block, the last, of fixed codes
        add(1, 1);
        add(1, 2);
        int at = 0;
        while (at < bytes.length) {
            int length = longest(at);
            if (length >= SHORTEST) {
                addRepeat(length);
            } else {
                length = 1;
                addSymbol(bytes[at] & 0xff);
            }
            for (int end = at + length; at < end; at++) {
                remember(at);
            }
        }
        addSymbol(END);
        add(0, 7);
        return out.toByteArray();
    }

    private int hash(int at) {
        return ((bytes[at] & 0xff) << 10 ^ (bytes[at + 1] & 0xff) << 5 ^ (bytes[at + 2] & 0xff)) & (HASHES - 1);
    }

    private void remember(int at) {
        if (at + SHORTEST <= bytes.length) {
            before[at] = newest[hash(at)];
            newest[hash(at)] = at;
        }
    }

    /** How many bytes are the same as earlier ones; {@link #distance} tells how far back. */
    private int longest(int at) {
        int longest = 0;
        if (at + SHORTEST > bytes.length) {
            return longest;
        }
        int most = Math.min(LONGEST, bytes.length - at);
        int other = newest[hash(at)];
        for (int tries = 0; tries < TRIES && other >= 0 && at - other <= FARTHEST && longest < most; tries++) {
            int length = 0;
            while (length < most && bytes[other + length] == bytes[at + length]) {
                length++;
            }
            if (length > longest) {
                longest = length;
                distance = at - other;
            }
            other = before[other];
        }
        return longest;
    }

    private void addRepeat(int length) {
        int row = row(LENGTHS, length);
        addSymbol(END + 1 + row);
        add(length - LENGTHS[row], LENGTH_BITS[row]);
        int far = row(DISTANCES, distance);
        addReversed(far, 5);
        add(distance - DISTANCES[far], DISTANCE_BITS[far]);
    }

    private static int row(int[] begins, int value) {
        int found = Arrays.binarySearch(begins, value);
        return found >= 0 ? found : -found - 2;
    }

    /** The fixed codes of bytes, the end, and lengths. */
    private void addSymbol(int symbol) {
        if (symbol < 144) {
            addReversed(0x30 + symbol, 8);
        } else if (symbol < 256) {
            addReversed(0x190 + symbol - 144, 9);
        } else if (symbol < 280) {
            addReversed(symbol - 256, 7);
        } else {
            addReversed(0xc0 + symbol - 280, 8);
        }
    }

    /** Codes have their highest bit first. */
    private void addReversed(int code, int length) {
        add(Integer.reverse(code) >>> (Integer.SIZE - length), length);
    }

    private void add(int value, int length) {
        bits |= value << count;
        count += length;
        while (count >= Byte.SIZE) {
            out.write(bits);
            bits >>>= Byte.SIZE;
            count -= Byte.SIZE;
        }
    }
}
