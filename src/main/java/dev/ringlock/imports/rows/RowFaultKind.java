package dev.ringlock.imports.rows;

import dev.ringlock.phone.NumberRefusal;
import java.util.Locale;

/** Why a row, or one of its decisions, is not taken. The report has its id, and {@link #cure} for people. */
public enum RowFaultKind {
    /** The line is longer than any row is. */
    TOO_LONG("Shorten the row: it has more characters than any row of numbers and consents."),
    WRONG_COLUMNS("Give the row as many columns as the header has. Put a cell with a separator in it in quotes."),
    BROKEN_QUOTES("Close the quotes of each cell in its row, and double the quotes inside a cell."),
    NOT_JSON("Write one whole JSON object on this line, without a field that is there twice, and plain values"
            + " in the fields that the mapping names."),
    FORMULA("Put the value in place of the formula: a formula is not computed here."),

    NO_NUMBER("Fill in the number, or leave the row out."),
    ROUNDED_NUMBER(
            "A spreadsheet has rounded this number. Take the file from its source again, with the column as text."),
    NUMBER_TOO_LONG(NumberRefusal.TOO_LONG),
    SEVERAL_NUMBERS(NumberRefusal.SEVERAL_NUMBERS),
    EXTENSION(NumberRefusal.EXTENSION),
    LETTERS(NumberRefusal.LETTERS),
    MIXED_DIGITS(NumberRefusal.MIXED_DIGITS),
    CHARACTERS(NumberRefusal.CHARACTERS),
    REGION_NEEDED("Begin the number with + and its country's code, or name its country: `region` in the mapping."),
    REGION_UNKNOWN(NumberRefusal.REGION_UNKNOWN),
    AMBIGUOUS_NUMBER(NumberRefusal.AMBIGUOUS),
    NUMBER_TOO_SHORT(NumberRefusal.TOO_SHORT),
    INVALID_NUMBER(NumberRefusal.INVALID),
    /** A yes. */
    LINE_TYPE(
            "Messages for this purpose cannot reach this kind of line. `lineTypes` of the policy has those that it takes."),

    UNKNOWN_ANSWER("Say in the mapping what this word means: yes, no or nothing."),
    UNKNOWN_PURPOSE("Say in the mapping which purpose of the policy this word means."),
    YES_TO_EVERYTHING("Nobody can agree to everything: name the purposes."),

    /** The no is taken. */
    NO_TO_EVERYTHING("Nothing: this no counts for every purpose, since its own is blank or not known. If it is for one"
            + " purpose, say so in the mapping."),

    /** The no is taken. */
    UNDATED_NO("Nothing: this no counts from now, since its date cannot be read. Correct the date to have it count from"
            + " then."),
    UNREADABLE_DATE("Write the date as 2026-01-31 or 2026-01-31T09:30:00Z, or name its order in the mapping."),
    AMBIGUOUS_DATE("Name the order of day, month and year in the mapping: dmy, mdy or ymd."),
    IMPOSSIBLE_DATE("Correct the date: no such day exists, or nobody agreed to messages then."),
    FUTURE_DATE("Correct the date: nobody has decided in the future."),

    UNKNOWN_NOTICE("Name a notice and version of the policy, or describe the notice as `legacy` in the mapping."),
    UNKNOWN_LANGUAGE("Name a language that the notice has."),
    NOT_IN_NOTICE("Name a notice that asks for this purpose, or leave the purpose out."),
    /** A text that is kept in clear for years may not tell who it is about. */
    PERSONAL_EVIDENCE(
            "Evidence is kept in clear, so it may hold no number and no mail address. Name a ticket or a file instead."),
    LONG_EVIDENCE("Shorten the evidence to 200 characters: it names what shows the yes, and does not repeat it."),
    /** A yes without what proves it, for a purpose whose {@code importYes} is {@code refused}. */
    NO_EVIDENCE("Say when, to which notice and how the person said yes, and what shows it. Or ask the person anew.");

    private final String cure;

    RowFaultKind(String cure) {
        this.cure = cure;
    }

    RowFaultKind(NumberRefusal reason) {
        this(reason.detail());
    }

    /** The kind for a number that cannot be read. */
    static RowFaultKind of(NumberRefusal reason) {
        return switch (reason) {
            case EMPTY -> NO_NUMBER;
            case TOO_LONG -> NUMBER_TOO_LONG;
            case SEVERAL_NUMBERS -> SEVERAL_NUMBERS;
            case EXTENSION -> EXTENSION;
            case LETTERS -> LETTERS;
            case MIXED_DIGITS -> MIXED_DIGITS;
            case CHARACTERS -> CHARACTERS;
            case REGION_NEEDED -> REGION_NEEDED;
            case REGION_UNKNOWN -> REGION_UNKNOWN;
            case AMBIGUOUS -> AMBIGUOUS_NUMBER;
            case TOO_SHORT -> NUMBER_TOO_SHORT;
            case INVALID -> INVALID_NUMBER;
        };
    }

    /** Whether nobody can tell what was decided: it may have been a no. */
    boolean hidesAnswer() {
        return switch (this) {
            case TOO_LONG, WRONG_COLUMNS, BROKEN_QUOTES, NOT_JSON, UNKNOWN_ANSWER -> true;
            default -> false;
        };
    }

    /** Its code in the report. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The cure, in English. */
    public String cure() {
        return cure;
    }
}
