package dev.ringlock.standalone.mcp;

/** Ringlock did not do what it was asked. The message says why, for the agent; it holds no number and no token. */
final class RefusedCallException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedCallException(String message) {
        super(message);
    }
}
