package dev.ringlock.keys;

/** A sealed value cannot be opened. It says no more on purpose: not which byte, key, purpose or contact was wrong. */
public final class CannotOpenException extends RuntimeException {

    public CannotOpenException() {
        super("cannot be opened");
    }
}
