package dev.ringlock.reassigned;

/**
 * The owner's setting for reassigned numbers cannot be used. The message says what is wrong and where, and repeats no
 * number.
 */
public final class ReassignedMistakesException extends RuntimeException {

    public ReassignedMistakesException(String problem) {
        super(problem);
    }
}
