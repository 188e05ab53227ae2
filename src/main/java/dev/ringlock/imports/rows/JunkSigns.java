package dev.ringlock.imports.rows;

import java.util.List;

/** Looks for the signs of a list that nobody decided: made up, bought, or filled in by a machine. */
public final class JunkSigns {

    /** A sign. */
    public enum JunkSign {
        /** Each number is the one before it and one more. */
        SEQUENTIAL_NUMBERS,
        /** Most numbers differ in their last four digits only. */
        ONE_RANGE,
        /** Most yeses were said at one instant. */
        ONE_INSTANT,
        /** Many dates cannot be. */
        IMPOSSIBLE_DATES,
        /** Most yeses are shown by the same. */
        ONE_EVIDENCE
    }

    /**
     * A sign that was found.
     *
     * @param rows how many rows have it
     * @param of how many rows could have it
     */
    public record JunkFlag(JunkSign sign, long rows, long of) {}

    public void add(ImportRow row) {}

    public List<JunkFlag> flags() {
        return List.of();
    }
}
