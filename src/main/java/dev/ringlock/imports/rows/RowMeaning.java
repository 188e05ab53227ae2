package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.AnswerWords.WordMeaning;
import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import dev.ringlock.imports.rows.ImportRow.SilentRow;
import dev.ringlock.imports.rows.MappedNumber.RowNumbers;
import dev.ringlock.phone.NumberInText;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a row as the mapping has it.
 *
 * @param numbers finds numbers in texts that are kept in clear
 * @param now what is later has not happened yet
 */
record RowMeaning(Mapping mapping, Policy policy, NumberInText numbers, Instant now) {

    ImportRow read(FileRow row) {
        if (row.fault() != null) {
            return new FaultyRow(row.line(), List.of(row.fault()));
        }
        List<MappedDecision> decided = mapping.decisions().stream()
                .filter(decision -> decision.answer(row) != WordMeaning.NOTHING)
                .toList();
        if (decided.isEmpty()) {
            return new SilentRow(row.line());
        }
        boolean anyNo = decided.stream().anyMatch(decision -> decision.answer(row) == WordMeaning.NO);
        List<RowFault> faults = new ArrayList<>();
        RowNumbers found =
                anyNo ? mapping.number().ofNo(row, faults) : mapping.number().ofYes(row, faults);
        if (decided.stream().anyMatch(decision -> decision.answer(row) != WordMeaning.YES)) {
            faults.replaceAll(RowFault::ofNo);
        }
        if (found.all().isEmpty()) {
            return new FaultyRow(row.line(), faults);
        }
        List<RowDecision> decisions = decided.stream()
                .flatMap(decision -> decision.of(row, found, this, faults).stream())
                .toList();
        List<PhoneNumber> others = found.all().subList(1, found.all().size());
        return decisions.isEmpty()
                ? new FaultyRow(row.line(), faults)
                : new DecidedRow(row.line(), found.all().get(0), others, rowId(row), decisions, faults);
    }

    /** A row without an id of its own is told apart by its number, as it is written. */
    private String rowId(FileRow row) {
        String id = mapping.rowId().of(row);
        return id.isEmpty() ? mapping.number().from().of(row) : id;
    }
}
