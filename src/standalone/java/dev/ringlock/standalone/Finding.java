package dev.ringlock.standalone;

/**
 * One thing that a check-up looked at.
 *
 * @param about the thing, in a word or two
 * @param says what was found, and what to do about it
 */
public record Finding(String about, Grade grade, String says) {

    /** How it is. */
    public enum Grade {
        OK,
        /** It works, and may not be what the owner wants. */
        WARNING,
        FAILED
    }

    static Finding ok(String about, String says) {
        return new Finding(about, Grade.OK, says);
    }

    static Finding warning(String about, String says) {
        return new Finding(about, Grade.WARNING, says);
    }

    static Finding failed(String about, String says) {
        return new Finding(about, Grade.FAILED, says);
    }
}
