package dev.ringlock.http;

import java.util.List;

/** Ends the handling of a request with a {@link Problem}; mapped once, in {@link Endpoint}. */
public final class ProblemException extends RuntimeException {

    private final transient Problem refusal;

    public ProblemException(Problem refusal) {
        super(refusal.getClass().getSimpleName(), null, false, false);
        this.refusal = refusal;
    }

    public Problem refusal() {
        return refusal;
    }

    /** Refuses with all errors found, if any were. */
    public static void ifAny(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new ProblemException(new Problem.Invalid(List.copyOf(errors)));
        }
    }
}
