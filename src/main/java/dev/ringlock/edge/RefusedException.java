package dev.ringlock.edge;

import java.util.List;

/** Ends the handling of a request with a {@link Refusal}; mapped once, in {@link Edge}. */
public final class RefusedException extends RuntimeException {

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.getClass().getSimpleName(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Refuses with all errors found, if any were. */
    public static void ifAny(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new RefusedException(new Refusal.Invalid(List.copyOf(errors)));
        }
    }
}
