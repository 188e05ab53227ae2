package dev.ringlock.keys;

import dev.ringlock.UnavailableException;

/** The key engine did not answer. Nothing was done, and the request may be repeated. */
public final class KeysUnavailableException extends UnavailableException {

    public KeysUnavailableException(String problem) {
        super(problem, null);
    }

    public KeysUnavailableException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
