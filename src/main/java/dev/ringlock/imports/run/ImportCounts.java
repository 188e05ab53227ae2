package dev.ringlock.imports.run;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outcomes of the rows. A row that tells of several decisions, or of several purposes, has several outcomes.
 *
 * @param rows that the file has, as far as it was read
 * @param silent rows that say nothing of a decision
 * @param faulty rows of which nothing was taken, because of what is written in them
 * @param refusedNoes rows of which something was not taken that may be a no
 * @param outcomes how many decisions came to each outcome, by its id
 * @param faults how often each fault was found, by its id
 */
@RegisterForReflection
public record ImportCounts(
        long rows, long silent, long faulty, long refusedNoes, Map<String, Long> outcomes, Map<String, Long> faults) {

    public static final ImportCounts NOTHING = new ImportCounts(0, 0, 0, 0, Map.of(), Map.of());

    public ImportCounts {
        outcomes = new TreeMap<>(outcomes);
        faults = new TreeMap<>(faults);
    }

    /** Outcomes alone. */
    static ImportCounts of(Map<String, Long> outcomes) {
        return new ImportCounts(0, 0, 0, 0, outcomes, Map.of());
    }

    ImportCounts plus(ImportCounts more) {
        return new ImportCounts(
                rows + more.rows,
                silent + more.silent,
                faulty + more.faulty,
                refusedNoes + more.refusedNoes,
                sum(outcomes, more.outcomes),
                sum(faults, more.faults));
    }

    private static Map<String, Long> sum(Map<String, Long> some, Map<String, Long> more) {
        Map<String, Long> sum = new TreeMap<>(some);
        more.forEach((id, count) -> sum.merge(id, count, Long::sum));
        sum.values().removeIf(count -> count == 0);
        return sum;
    }
}
