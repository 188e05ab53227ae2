package dev.ringlock.imports.rows;

/**
 * A fault of a row, or of one of its decisions.
 *
 * @param column the name of the column that it is about; empty if it is about the whole row
 * @param mayBeNo whether a no may be lost with it: what it refuses is a no, or nobody can tell what it is
 */
public record RowFault(RowFaultKind kind, String column, boolean mayBeNo) {

    /** A fault of a yes, or one that hides what was decided. */
    RowFault(RowFaultKind kind, String column) {
        this(kind, column, kind.hidesAnswer());
    }

    /** The same fault where a no is refused for it. */
    RowFault ofNo() {
        return new RowFault(kind, column, true);
    }
}
