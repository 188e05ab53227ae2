package dev.ringlock.http;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Figures of a function's work, for the log and the metrics. It has no room for personal data.
 *
 * @param values by name: counts, seconds or DynamoDB's units, as the function documents them
 */
public record Measures(String function, SortedMap<String, Double> values) {

    public static Measures of(String function, Map<String, Double> values) {
        return new Measures(function, new TreeMap<>(values));
    }

    /** For people: the log on one machine shows it. */
    @Override
    public String toString() {
        return function + ": " + values;
    }
}
