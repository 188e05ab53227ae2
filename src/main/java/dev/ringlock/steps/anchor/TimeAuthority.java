package dev.ringlock.steps.anchor;

import dev.ringlock.evidence.StampReader.NoStampException;

/** A clock outside of the house. It is told one hash, and nothing else. */
public interface TimeAuthority {

    /**
     * A time stamp of that digest.
     *
     * @param digest 32 bytes in hex
     * @throws NoStampException if none came, or it is not right. The next run asks again
     */
    CheckedStamp stamp(String digest) throws NoStampException;
}
