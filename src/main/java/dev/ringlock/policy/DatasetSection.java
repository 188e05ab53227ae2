package dev.ringlock.policy;

/** Reads the file's {@code datasets}. The section and each of its lines are optional. */
final class DatasetSection {

    private static final int K = 10;
    private static final int FEWEST_K = 5;
    private static final int L = 2;
    private static final int SUPPRESSED = 5;
    private static final int ANSWERS = 20;
    /** The rule that compares an analyst's answers bears no more: it gives each a bit. */
    private static final int MOST_ANSWERS = 50;

    private static final int KEPT_DAYS = 30;
    /** On AWS an execution waits for the expiry, and none lasts longer than a year. */
    private static final int MOST_DAYS = (int) DatasetRules.LONGEST_KEPT.toDays();

    private DatasetSection() {}

    static DatasetRules read(Section root) {
        if (root.optional("datasets").isEmpty()) {
            return new DatasetRules(K, L, SUPPRESSED, ANSWERS, KEPT_DAYS);
        }
        return root.section("datasets", "{k: 10}").map(DatasetSection::rules).orElseThrow();
    }

    private static DatasetRules rules(Section section) {
        try (section) {
            return new DatasetRules(
                    number(section, "k", K, FEWEST_K, 1_000),
                    number(section, "l", L, 1, 10),
                    number(section, "suppressed", SUPPRESSED, 0, 20),
                    number(section, "answers", ANSWERS, 1, MOST_ANSWERS),
                    number(section, "keptDays", KEPT_DAYS, 1, MOST_DAYS));
        }
    }

    private static int number(Section section, String name, int defaultValue, int from, int to) {
        return section.valueOr(
                name,
                defaultValue,
                text -> Values.wholeNumber(text, from, to),
                "a whole number from " + from + " to " + to,
                String.valueOf(defaultValue));
    }
}
