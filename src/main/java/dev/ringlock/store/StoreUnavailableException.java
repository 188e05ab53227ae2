package dev.ringlock.store;

/** The engine did not answer, or not in time; the call may be tried again. */
public final class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(String what) {
        super(what);
    }

    public StoreUnavailableException(String what, Throwable cause) {
        super(what, cause);
    }
}
