package dev.ringlock.http;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Figures of a function's work that somebody watches, as the log and the metrics tell them. It has no room for personal
 * data.
 *
 * @param values by their names: counts, seconds or DynamoDB's units, as the function documents them
 */
public record Measures(String function, SortedMap<String, Double> values) {

    public static Measures of(String function, Map<String, Double> values) {
        return new Measures(function, new TreeMap<>(values));
    }

    /** For people: a log on one machine shows it so. */
    @Override
    public String toString() {
        return function + ": " + values;
    }
}
