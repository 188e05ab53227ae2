package dev.ringlock.dataset.guard;

import java.util.Arrays;

/** Codes of several columns in one number for each row. Rows that are alike in these columns have the same number. */
final class Packed {

    private final long[] keys;
    private long range = 1;

    Packed(int rows) {
        keys = new long[rows];
    }

    /** Adds a column of codes, each in 0 until {@code size}. */
    Packed with(IntAt codes, int size) {
        if (range > Long.MAX_VALUE / size) {
            range = Math.max(1, shorten());
        }
        for (int row = 0; row < keys.length; row++) {
            keys[row] = keys[row] * size + codes.at(row);
        }
        range *= size;
        return this;
    }

    long key(int row) {
        return keys[row];
    }

    /** For each row the place of its key among the distinct keys, in their order. */
    Ids sorted() {
        int distinct = (int) shorten();
        int[] of = new int[keys.length];
        for (int row = 0; row < keys.length; row++) {
            of[row] = (int) keys[row];
        }
        return new Ids(of, distinct);
    }

    /** For each row the rank of its key, in the order in which they first come. */
    Ids ranked() {
        LongRanks ranks = new LongRanks((int) Math.min(range, keys.length));
        int[] of = new int[keys.length];
        for (int row = 0; row < keys.length; row++) {
            of[row] = ranks.rank(keys[row]);
        }
        return new Ids(of, ranks.size());
    }

    private long shorten() {
        long[] distinct = Arrays.stream(keys).sorted().distinct().toArray();
        for (int row = 0; row < keys.length; row++) {
            keys[row] = Arrays.binarySearch(distinct, keys[row]);
        }
        return distinct.length;
    }

    /** A number for each row. */
    @FunctionalInterface
    interface IntAt {
        int at(int row);
    }

    /**
     * A small number for each row.
     *
     * @param of by row
     * @param size all numbers are below
     */
    record Ids(int[] of, int size) {

        /** The rank of each number, in the order in which they first come. */
        static Ids ranked(int[] numbers) {
            LongRanks ranks = new LongRanks(numbers.length);
            int[] of = new int[numbers.length];
            for (int i = 0; i < of.length; i++) {
                of[i] = ranks.rank(Integer.toUnsignedLong(numbers[i]));
            }
            return new Ids(of, ranks.size());
        }
    }
}
