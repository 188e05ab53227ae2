package dev.ringlock.dataset.guard;

import java.util.Arrays;

/** Gives each distinct key a rank: 0, 1, 2, … in the order in which they first come. Keys are not negative. */
final class LongRanks {

    private static final long FREE = -1;

    private long[] keys;
    private int[] ranks;
    private int size;

    LongRanks(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, expected)) << 2;
        keys = new long[capacity];
        Arrays.fill(keys, FREE);
        ranks = new int[capacity];
    }

    int size() {
        return size;
    }

    /** The rank of that key, which is a new one if the key is new. */
    int rank(long key) {
        int slot = slot(key);
        if (keys[slot] == FREE) {
            if (size * 2 >= keys.length) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            ranks[slot] = size++;
        }
        return ranks[slot];
    }

    /** The rank of that key; -1 if it has none. */
    int find(long key) {
        int slot = slot(key);
        return keys[slot] == FREE ? -1 : ranks[slot];
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed ^ (mixed >>> 32)) & (keys.length - 1);
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldRanks = ranks;
        keys = new long[oldKeys.length * 2];
        Arrays.fill(keys, FREE);
        ranks = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                ranks[slot] = oldRanks[i];
            }
        }
    }
}
