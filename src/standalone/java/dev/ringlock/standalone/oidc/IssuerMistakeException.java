package dev.ringlock.standalone.oidc;

/** A setting for the issuer cannot be an issuer. The message says why. */
public final class IssuerMistakeException extends Exception {

    private static final long serialVersionUID = 1L;

    IssuerMistakeException(String message) {
        super(message);
    }
}
