package dev.ringlock.imports.run;

import dev.ringlock.consent.ImportedChange.ImportOutcome;
import dev.ringlock.imports.run.RowRules.RowOutcomes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The outcomes of rows, counted, and those of which the report tells. */
final class OutcomeCount {

    private OutcomeCount() {}

    static ImportCounts of(List<RowOutcomes> rows) {
        Map<String, Long> outcomes = new TreeMap<>();
        for (RowOutcomes row : rows) {
            row.outcomes().forEach((outcome, count) -> outcomes.merge(id(outcome), (long) count, Long::sum));
        }
        return ImportCounts.of(outcomes);
    }

    /** The difference that leads from {@code planned} to {@code really}. */
    static ImportCounts difference(RowOutcomes planned, RowOutcomes really) {
        Map<String, Long> outcomes = new TreeMap<>();
        planned.outcomes().forEach((outcome, count) -> outcomes.merge(id(outcome), (long) -count, Long::sum));
        really.outcomes().forEach((outcome, count) -> outcomes.merge(id(outcome), (long) count, Long::sum));
        return ImportCounts.of(outcomes);
    }

    /** The rows that are not taken for what is known of their contact. A repetition is no mistake. */
    static List<RefusedRow> refused(List<RowOutcomes> rows) {
        return rows.stream()
                .flatMap(row -> row.outcomes().keySet().stream()
                        .filter(OutcomeCount::isRefusal)
                        .map(outcome -> new RefusedRow(row.line(), "", id(outcome))))
                .distinct()
                .toList();
    }

    static String id(ImportOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static boolean isRefusal(ImportOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED, REQUESTED, DUPLICATE -> false;
            case REFUSED, OLDER, EXPIRED, OPTED_OUT -> true;
        };
    }
}
