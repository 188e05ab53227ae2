package dev.ringlock.edge.webhook;

import org.jspecify.annotations.Nullable;

/** A webhook cannot be checked just now: its secrets, or the certificate it names, cannot be had. It may be sent again. */
public final class WebhooksUnavailableException extends RuntimeException {

    public WebhooksUnavailableException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
