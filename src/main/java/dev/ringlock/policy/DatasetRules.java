package dev.ringlock.policy;

import java.time.Duration;

/**
 * The bounds of datasets for analysts.
 *
 * @param k the fewest people that share each combination of what an outsider may know of them
 * @param l the fewest different values of each sensitive column among those people
 * @param mostSuppressed how many of the people may be left out at most, in percent
 * @param answers how many datasets one analyst may ask for in 30 days
 * @param keptDays the longest that a dataset may be kept, and with it the key that links its pseudonyms to people
 */
public record DatasetRules(int k, int l, int mostSuppressed, int answers, int keptDays) {

    /** No policy keeps a dataset longer: an execution of AWS Step Functions lasts a year at most. */
    public static final Duration LONGEST_KEPT = Duration.ofDays(360);
}
