package dev.ringlock.reassigned;

import dev.ringlock.UnavailableException;

/** It cannot be told now whether a number has another owner, and may be asked again. It has no cause, which might repeat the number. */
public final class ReassignedUnavailableException extends UnavailableException {

    /** @param why holds neither number nor secret */
    public ReassignedUnavailableException(String why) {
        super(why, null);
    }
}
