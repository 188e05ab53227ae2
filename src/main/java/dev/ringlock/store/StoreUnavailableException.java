package dev.ringlock.store;

import dev.ringlock.UnavailableException;

/** The engine did not answer, or not in time; the call may be tried again. */
public final class StoreUnavailableException extends UnavailableException {

    public StoreUnavailableException(String what) {
        super(what, null);
    }

    public StoreUnavailableException(String what, Throwable cause) {
        super(what, cause);
    }
}
