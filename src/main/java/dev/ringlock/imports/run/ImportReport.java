package dev.ringlock.imports.run;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ringlock.consent.ImportedChange.ImportOutcome;
import dev.ringlock.imports.rows.RowFaultKind;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The report of a check: each refused row's line and column, why, and what to do. It holds nothing of the rows themselves. */
final class ImportReport {

    private static final Map<String, String> CURES = cures();

    private ImportReport() {}

    static String csv(List<RefusedRow> refused, long unlisted) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
        csv.writeRecord("line", "column", "code", "cure");
        refused.stream()
                .sorted(Comparator.comparingLong(RefusedRow::line).thenComparing(RefusedRow::code))
                .forEach(row -> csv.writeRecord(String.valueOf(row.line()), row.column(), row.code(), row.cure()));
        if (unlisted > 0) {
            csv.writeRecord("", "", "unlisted", unlisted + " more are not listed. Mend these first, and check again.");
        }
        return text.toString();
    }

    static String cure(String code) {
        return CURES.getOrDefault(code, "");
    }

    private static Map<String, String> cures() {
        Map<String, String> cures = new HashMap<>();
        for (RowFaultKind kind : RowFaultKind.values()) {
            cures.put(kind.id(), kind.cure());
        }
        for (ImportOutcome outcome : ImportOutcome.values()) {
            if (OutcomeCount.isRefusal(outcome)) {
                cures.put(OutcomeCount.id(outcome), cure(outcome));
            }
        }
        return cures;
    }

    private static String cure(ImportOutcome outcome) {
        return switch (outcome) {
            case REFUSED -> RowFaultKind.NO_EVIDENCE.cure();
            case OLDER -> "Nothing: a newer decision of this person is known.";
            case EXPIRED -> "Ask the person anew: this yes is over.";
            case OPTED_OUT -> "Nothing: the person has opted out. Only a proof from the phone grants again.";
            case ACCEPTED, REQUESTED, DUPLICATE -> "";
        };
    }
}
