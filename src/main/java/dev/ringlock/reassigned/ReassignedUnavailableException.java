package dev.ringlock.reassigned;

import dev.ringlock.UnavailableException;

/**
 * The source on disconnected numbers cannot answer now. The query may be repeated. There is no cause, which might
 * repeat the number.
 */
public final class ReassignedUnavailableException extends UnavailableException {

    /** @param why must hold no number or secret */
    public ReassignedUnavailableException(String why) {
        super(why, null);
    }
}
