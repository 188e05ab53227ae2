package dev.ringlock.standalone.oidc;

/** What is named as an issuer cannot be one. */
public final class IssuerMistakeException extends Exception {

    private static final long serialVersionUID = 1L;

    IssuerMistakeException(String message) {
        super(message);
    }
}
