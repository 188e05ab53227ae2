package dev.ringlock.http;

/** An event was not handled. It has no cause: the runtime logs it, and causes may hold parts of the event. */
public final class EventFailedException extends RuntimeException {

    EventFailedException(int status) {
        super("not handled, as of HTTP status " + status, null, false, false);
    }
}
