package dev.ringlock.policy;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of the retention table ({@code policy/retention.csv}): how long a law or another rule wants something kept.
 *
 * @param id its name in the policy
 * @param binds the setting that it limits; empty if none
 * @param source where the rule was read
 */
record Law(String id, String binds, Optional<Period> period, String basis, String source, String confidence) {

    static final String PROOF = "proof";
    static final String REASSIGNED = "reassigned";
    private static final String SUPPRESSIONS = "suppressions";

    /** Every row, in the table's order. */
    static List<Law> all() {
        try (InputStream in = Law.class.getResourceAsStream("/policy/retention.csv")) {
            return CsvReader.builder()
                    .commentStrategy(CommentStrategy.SKIP)
                    .ofNamedCsvRecord(Objects.requireNonNull(in, "the retention table is missing"))
                    .stream()
                    .map(Law::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Law of(NamedCsvRecord row) {
        Optional<Period> period = Optional.of(row.getField("period"))
                .filter(text -> !text.isEmpty())
                .map(Period::parse);
        return new Law(
                row.getField("law"),
                row.getField("binds"),
                period,
                row.getField("basis"),
                row.getField("source"),
                row.getField("confidence"));
    }

    /** Whether an owner may name it in {@code laws}: it is about how long something is kept. */
    boolean isKept() {
        return binds.equals(PROOF) || binds.equals(SUPPRESSIONS);
    }

    /** Whether its source was read. A row without a source binds only an owner who names it. */
    boolean isSourced() {
        return !confidence.equals("UNCONFIRMED");
    }
}
