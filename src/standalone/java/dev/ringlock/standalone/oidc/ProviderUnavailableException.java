package dev.ringlock.standalone.oidc;

import dev.ringlock.UnavailableException;

/** The OpenID provider did not answer, or answered wrongly. Whether a token counts cannot be checked now. */
public final class ProviderUnavailableException extends UnavailableException {

    private static final long serialVersionUID = 1L;

    ProviderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    ProviderUnavailableException(String message) {
        super(message, null);
    }
}
