package dev.ringlock.standalone.staff;

import dev.ringlock.UnavailableException;

/** Too many callers sign in at this moment. */
public final class NoTurnException extends UnavailableException {

    private static final long serialVersionUID = 1L;

    NoTurnException() {
        super("too many sign in at this moment", null);
    }
}
