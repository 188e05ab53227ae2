package dev.ringlock.imports.rows;

import java.util.Locale;

/** Why a row, or one of its decisions, is not taken. The report has its id, and {@link #cure} for people. */
public enum RowFaultKind {
    /** The line is longer than any row is. */
    TOO_LONG("Shorten the row: it has more characters than any row of numbers and consents."),
    NO_NUMBER("Fill in the number, or leave the row out."),
    /** A yes without what proves it, for a purpose whose {@code importYes} is {@code refused}. */
    NO_EVIDENCE("Say when, to which notice and how the person said yes, and what shows it. Or ask the person anew.");

    private final String cure;

    RowFaultKind(String cure) {
        this.cure = cure;
    }

    /** Its code in the report. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What to do about it, in English. */
    public String cure() {
        return cure;
    }
}
