package dev.ringlock.consent;

import dev.ringlock.phone.LineType;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * What the policy lays down for one purpose.
 *
 * @param expiresAfter how long a yes lasts, counted on the UTC calendar
 * @param doubleOptIn whether a yes counts only once it is proved from the phone
 * @param lineTypes the kinds of line whose numbers are taken for it
 */
public record Terms(
        Purpose purpose, Set<Channel> channels, Period expiresAfter, boolean doubleOptIn, Set<LineType> lineTypes) {

    public Terms {
        channels = Set.copyOf(channels);
        lineTypes = Set.copyOf(lineTypes);
    }

    /** When a yes given at that instant ends. */
    public Instant expiry(Instant givenAt) {
        return givenAt.atZone(ZoneOffset.UTC).plus(expiresAfter).toInstant();
    }
}
