package dev.ringlock.standalone;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/** Reads a setting that says how often, or for how long. */
final class IntervalSetting {

    private IntervalSetting() {}

    /**
     * The duration in a setting.
     *
     * @param otherwise without the setting
     * @param least shorter ones are refused
     * @param accepted the accepted durations in words, with an example
     * @throws ConfigurationException if it is not an ISO 8601 duration that we accept
     */
    static Duration of(String name, Optional<String> text, Duration otherwise, Duration least, String accepted) {
        try {
            Duration interval = text.map(Duration::parse).orElse(otherwise);
            if (interval.compareTo(least) >= 0) {
                return interval;
            }
        } catch (DateTimeException e) {
            // reported below
        }
        throw new ConfigurationException(name + " has to be an ISO 8601 duration of " + accepted);
    }
}
