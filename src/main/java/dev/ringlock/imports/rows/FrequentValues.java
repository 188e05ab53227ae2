package dev.ringlock.imports.rows;

import java.util.HashMap;
import java.util.Map;

/**
 * How often the most frequent of many values comes, counted with few counters (Misra and Gries, 1982). It never says too
 * much, and at most one in {@link #COUNTERS} values too little.
 */
final class FrequentValues<T> {

    private static final int COUNTERS = 64;

    private final Map<T, Long> counts = new HashMap<>();

    void add(T value) {
        if (counts.containsKey(value) || counts.size() < COUNTERS) {
            counts.merge(value, 1L, Long::sum);
        } else {
            counts.replaceAll((other, count) -> count - 1);
            counts.values().removeIf(count -> count == 0);
        }
    }

    long most() {
        return counts.values().stream().mapToLong(count -> count).max().orElse(0);
    }
}
