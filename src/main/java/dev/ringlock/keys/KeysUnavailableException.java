package dev.ringlock.keys;

import dev.ringlock.UnavailableException;

/** The key engine did not answer; nothing was done, and the call may be tried again. */
public final class KeysUnavailableException extends UnavailableException {

    public KeysUnavailableException(String what) {
        super(what, null);
    }

    public KeysUnavailableException(String what, Throwable cause) {
        super(what, cause);
    }
}
