package dev.ringlock.imports.run;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A row, or one of its decisions, that is not taken. It names nobody.
 *
 * @param line where the row begins
 * @param column that it is about; empty if it is about the whole row
 * @param code why
 */
@RegisterForReflection
public record RefusedRow(long line, String column, String code) {

    /** The cure, in English. */
    public String cure() {
        return ImportReport.cure(code);
    }
}
