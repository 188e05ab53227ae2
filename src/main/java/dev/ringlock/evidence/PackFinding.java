package dev.ringlock.evidence;

/**
 * One thing that a check of a pack found.
 *
 * @param what was looked at: {@code archive}, {@code files}, {@code signature}, {@code chain}, {@code notice}, {@code clock}
 * @param text in plain words
 */
public record PackFinding(String what, Result result, String text) {

    /** How it turned out. */
    public enum Result {
        GOOD,
        /** The pack is not whole. */
        BAD,
        /** It is for a person to judge, or to check with another tool. */
        NOTE
    }

    static PackFinding good(String what, String text) {
        return new PackFinding(what, Result.GOOD, text);
    }

    static PackFinding bad(String what, String text) {
        return new PackFinding(what, Result.BAD, text);
    }

    static PackFinding note(String what, String text) {
        return new PackFinding(what, Result.NOTE, text);
    }
}
