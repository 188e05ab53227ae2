package dev.ringlock.standalone;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The owner's settings of the purge, checked. */
final class PurgeSettings {

    private static final Duration MOST_OFTEN = Duration.ofMinutes(1);

    private PurgeSettings() {}

    /** @throws ConfigurationException if RINGLOCK_ACCEPT_CLOCK_UNTIL is not an instant */
    static @Nullable Instant acceptedUntil(ServerSettings settings) {
        try {
            return settings.acceptClockUntil().map(Instant::parse).orElse(null);
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    "RINGLOCK_ACCEPT_CLOCK_UNTIL has to be an instant in UTC, as 2029-11-28T12:00:00Z");
        }
    }

    /** @throws ConfigurationException if RINGLOCK_PURGE_EVERY is not a duration that we accept */
    static Duration every(ServerSettings settings) {
        return IntervalSetting.of(
                "RINGLOCK_PURGE_EVERY",
                settings.purgeEvery(),
                settings.demo() ? MOST_OFTEN : Duration.ofHours(1),
                MOST_OFTEN,
                "a minute or more, as PT1H");
    }
}
