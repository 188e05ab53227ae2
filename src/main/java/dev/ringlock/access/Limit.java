package dev.ringlock.access;

import java.time.Duration;
import java.time.Instant;

/**
 * How many tries a caller has in a fixed window of time.
 *
 * @param tries the most that pass, at least 1
 * @param per the window's length, whole seconds; windows begin at multiples of it since the epoch
 */
public record Limit(int tries, Duration per) {

    /** The number of the window that holds that instant. */
    public long window(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), per.toSeconds());
    }

    /** When the window that holds that instant ends. */
    public Instant end(Instant at) {
        return Instant.ofEpochSecond((window(at) + 1) * per.toSeconds());
    }

    /** Whether the try that brought a window's counter to this value passes. */
    public boolean allows(long count) {
        return count <= tries;
    }
}
