package dev.ringlock.imports.run;

import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.phone.NumberIds;
import java.util.List;

/**
 * Rows of a file that are decided together. Rows of one contact are in their order; no two contacts of a group are forms of
 * one number.
 *
 * @param people in the order of their first rows
 * @param line of the last row that was read for it
 * @param end whether the file has no more rows
 * @param bytes of the file that were read until then
 * @param rowsRead for it, with those that say nothing here
 * @param counts of its rows; empty on the second way through the file, which counts no row twice
 */
record RowGroup(
        List<ContactRows> people,
        long line,
        boolean end,
        long bytes,
        long rowsRead,
        ImportCounts counts,
        List<RefusedRow> refused) {

    /**
     * One contact's rows.
     *
     * @param ids that may stand for its number
     * @param rows each with one decision: a row with several is there several times
     */
    record ContactRows(NumberIds ids, List<DecidedRow> rows) {}
}
