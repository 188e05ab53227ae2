package dev.ringlock.standalone.archive;

/** An archive cannot be written or taken as it was asked. The message says why, and what to do. It holds nothing of anybody. */
public final class ArchiveRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ArchiveRefusedException(String message) {
        super(message);
    }

    public ArchiveRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
