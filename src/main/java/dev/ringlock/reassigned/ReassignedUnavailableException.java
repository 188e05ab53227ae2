package dev.ringlock.reassigned;

/** It cannot be told now whether a number has another owner, and may be asked again. It has no cause, which might repeat the number. */
public final class ReassignedUnavailableException extends RuntimeException {

    /** @param why holds neither number nor secret */
    public ReassignedUnavailableException(String why) {
        super(why);
    }
}
