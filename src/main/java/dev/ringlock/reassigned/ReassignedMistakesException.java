package dev.ringlock.reassigned;

/** What the owner set to ask cannot be used. The message says what and where, and repeats no number. */
public final class ReassignedMistakesException extends RuntimeException {

    public ReassignedMistakesException(String what) {
        super(what);
    }
}
