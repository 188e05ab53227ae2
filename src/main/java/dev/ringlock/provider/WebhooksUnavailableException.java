package dev.ringlock.provider;

import dev.ringlock.UnavailableException;
import org.jspecify.annotations.Nullable;

/** A webhook cannot be checked just now: its secrets, or the certificate it names, cannot be had. It may be sent again. */
public final class WebhooksUnavailableException extends UnavailableException {

    public WebhooksUnavailableException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
