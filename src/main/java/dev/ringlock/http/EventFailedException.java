package dev.ringlock.http;

/** An event was not handled. It has no cause: whoever is told of it logs it, and causes may hold what the event held. */
public final class EventFailedException extends RuntimeException {

    EventFailedException(int status) {
        super("not handled, as of HTTP status " + status, null, false, false);
    }
}
