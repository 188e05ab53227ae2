package dev.ringlock.capture;

/** The policy's notices say something else than what was registered under the same version. Its message names them. */
public final class NoticeChangedException extends RuntimeException {

    NoticeChangedException(String message) {
        super(message);
    }
}
