package dev.ringlock;

import java.time.Duration;

/** The caller has tried too often. Nothing was done. Over HTTP it becomes {@code 429} with {@code Retry-After}. */
public final class TooManyTriesException extends RuntimeException {

    private final Duration retryAfter;

    /** @param retryAfter how long the caller has to wait */
    public TooManyTriesException(Duration retryAfter) {
        super("too many tries");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
