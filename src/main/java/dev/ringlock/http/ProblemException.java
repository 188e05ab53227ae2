package dev.ringlock.http;

import java.util.List;

/** Ends the handling of a request with a {@link Problem}. Only {@link Endpoint} catches it. */
public final class ProblemException extends RuntimeException {

    private final transient Problem refusal;

    public ProblemException(Problem refusal) {
        super(refusal.getClass().getSimpleName(), null, false, false);
        this.refusal = refusal;
    }

    public Problem refusal() {
        return refusal;
    }

    /** Because of one error. */
    public static ProblemException of(FieldError error) {
        return new ProblemException(new Problem.Invalid(List.of(error)));
    }

    /** Throws with all errors, if there are any. */
    public static void ifAny(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new ProblemException(new Problem.Invalid(List.copyOf(errors)));
        }
    }
}
