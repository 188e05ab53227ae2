package dev.ringlock.http;

import java.io.IOException;

/**
 * No usable answer came in time. The request may have arrived. The message names the host and the kind of failure.
 * There is no cause: messages of exceptions name addresses, and some of ours have numbers in their paths.
 */
public final class NoAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String why;

    NoAnswerException(String host, String how) {
        super();
        this.why = "no answer from " + host + ": " + how;
    }

    @Override
    public String getMessage() {
        return why;
    }
}
