package dev.ringlock.standalone.staff;

/** A command about staff or clients cannot be done as it was given. The message says why, and what would be right. */
public final class StaffMistakeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaffMistakeException(String message) {
        super(message);
    }
}
