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
 * @param outcomes how many decisions came to each outcome, by its id
 * @param faults how often each fault was found, by its id
 */
@RegisterForReflection
public record ImportCounts(long rows, long silent, long faulty, Map<String, Long> outcomes, Map<String, Long> faults) {

    static final ImportCounts NOTHING = new ImportCounts(0, 0, 0, Map.of(), Map.of());

    public ImportCounts {
        outcomes = new TreeMap<>(outcomes);
        faults = new TreeMap<>(faults);
    }

    ImportCounts plus(ImportCounts more) {
        return new ImportCounts(
                rows + more.rows,
                silent + more.silent,
                faulty + more.faulty,
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
