package dev.ringlock.law;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/** The longest that a consent counts by law, whatever the policy says. Only a new yes begins anew. */
public record Ceiling(LegalRule rule, Period age) {

    /** When a yes given at that instant counts no more. Counted on the UTC calendar. */
    public Instant end(Instant givenAt) {
        return givenAt.atZone(ZoneOffset.UTC).plus(age).toInstant();
    }
}
