package dev.ringlock.imports.rows;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as it stands in the file.
 *
 * @param cells by the names that the mapping gives the columns; without those that it does not name
 * @param fault why it could not be read; null if it could
 */
record FileRow(
        long line, Map<String, String> cells, @Nullable RowFault fault) {

    static FileRow faulty(long line, RowFaultKind kind) {
        return new FileRow(line, Map.of(), new RowFault(kind, ""));
    }

    /** Empty if the row has no such cell. Without the marks that spreadsheets put around texts. */
    String cell(String column) {
        return CellText.plain(cells.getOrDefault(column, ""));
    }
}
