package dev.ringlock.steps;

/** The policy's notices differ from those registered under the same version. The message names them. */
public final class NoticeChangedException extends RuntimeException {

    NoticeChangedException(String message) {
        super(message);
    }
}
