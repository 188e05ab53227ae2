package dev.ringlock;

import org.jspecify.annotations.Nullable;

/**
 * Something that Ringlock needs did not answer: the store, the key engine, a provider's secrets. Nothing is half done, and
 * the same call may be made again. Over HTTP it becomes {@code 503} with {@code Retry-After}.
 */
public abstract class UnavailableException extends RuntimeException {

    /** @param what is unavailable; it holds no personal data and no secret */
    protected UnavailableException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
