package dev.ringlock.keys;

/** The key engine did not answer; nothing was done, and the call may be tried again. */
public final class KeysUnavailableException extends RuntimeException {

    public KeysUnavailableException(String what) {
        super(what);
    }

    public KeysUnavailableException(String what, Throwable cause) {
        super(what, cause);
    }
}
