package dev.ringlock.keys;

/** Something sealed cannot be opened. It says nothing more on purpose: not which byte, key, purpose or contact was wrong. */
public final class CannotOpenException extends RuntimeException {

    public CannotOpenException() {
        super("cannot be opened");
    }
}
