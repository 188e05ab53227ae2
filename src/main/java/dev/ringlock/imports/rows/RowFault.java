package dev.ringlock.imports.rows;

/**
 * A fault of a row, or of one of its decisions.
 *
 * @param column the name of the column that it is about; empty if it is about the whole row
 */
public record RowFault(RowFaultKind kind, String column) {

    public boolean mayBeNo() {
        return kind == RowFaultKind.UNKNOWN_ANSWER;
    }
}
