package dev.ringlock.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The instants at which a message may have been signed.
 *
 * @param past how long ago: a provider that signs once and tries again with the same signature needs as long as it tries
 * @param future how far the sender's clock may be ahead of ours
 */
public record Window(Duration past, Duration future) {

    /** For signatures that are made anew for each try. */
    public static final Window FRESH = new Window(Duration.ofMinutes(5), Duration.ofMinutes(5));

    /** For providers that try for a day: whether they sign anew each time is not known, and a late STOP must not be lost. */
    public static final Window A_DAY = new Window(Duration.ofHours(24).plusMinutes(5), Duration.ofMinutes(5));

    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{1,11}");

    public boolean has(Instant signed, Instant now) {
        return !signed.isBefore(now.minus(past)) && !signed.isAfter(now.plus(future));
    }

    /** The same for a header that holds seconds since 1970; not for one that holds anything else. */
    public boolean hasSeconds(String header, Instant now) {
        return EPOCH_SECONDS.matcher(header).matches() && has(Instant.ofEpochSecond(Long.parseLong(header)), now);
    }
}
