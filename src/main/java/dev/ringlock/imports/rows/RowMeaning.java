package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.AnswerWords.WordMeaning;
import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import dev.ringlock.imports.rows.ImportRow.SilentRow;
import dev.ringlock.phone.NumberInText;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        List<RowFault> faults = new ArrayList<>();
        Optional<PhoneNumber> number = mapping.number().of(row, faults);
        if (number.isEmpty()) {
            boolean mayBeNo = decided.stream().anyMatch(decision -> decision.answer(row) != WordMeaning.YES);
            return new FaultyRow(
                    row.line(),
                    faults.stream().map(fault -> mayBeNo ? fault.ofNo() : fault).toList());
        }
        List<RowDecision> decisions = decided.stream()
                .flatMap(decision -> decision.of(row, number.get(), this, faults).stream())
                .toList();
        return decisions.isEmpty()
                ? new FaultyRow(row.line(), faults)
                : new DecidedRow(row.line(), number.get(), rowId(row), decisions, faults);
    }

    /** A row without an id of its own is told apart by its number, as it is written. */
    private String rowId(FileRow row) {
        String id = mapping.rowId().of(row);
        return id.isEmpty() ? mapping.number().from().of(row) : id;
    }
}
