package dev.ringlock.law;

import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.util.Set;

/**
 * At most so many messages and calls to one person within a time, which ends at the one that is asked about.
 *
 * @param most at least 1
 * @param per a length of time: a day has 24 hours
 * @param channels that count together
 * @param purposes that count together
 */
public record Cap(LegalRule rule, int most, Duration per, Set<Channel> channels, Set<Purpose> purposes) {

    public Cap {
        channels = Set.copyOf(channels);
        purposes = Set.copyOf(purposes);
    }
}
