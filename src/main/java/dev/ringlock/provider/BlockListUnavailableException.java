package dev.ringlock.provider;

import dev.ringlock.UnavailableException;

/** A provider's block list cannot be read or written now. There is no cause: a provider's text may repeat a number. */
public final class BlockListUnavailableException extends UnavailableException {

    private static final long serialVersionUID = 1L;

    /** @param why holds no number and no secret */
    public BlockListUnavailableException(String why) {
        super(why, null);
    }
}
