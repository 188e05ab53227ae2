package dev.ringlock.terms;

import dev.ringlock.phone.LineType;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * The policy's rules for one purpose.
 *
 * @param expiresAfter how long a yes lasts, counted on the UTC calendar
 * @param doubleOptIn whether a yes counts only once it is proved from the phone
 * @param lineTypes the kinds of line whose numbers are taken for it
 * @param kind what law says of it depends on this
 * @param importYes what a yes does that another system wrote down without evidence
 * @param formerly names that the purpose had before: an opt-out under one of them binds, a consent does not carry over
 */
public record Terms(
        Purpose purpose,
        Set<Channel> channels,
        Period expiresAfter,
        boolean doubleOptIn,
        Set<LineType> lineTypes,
        PurposeKind kind,
        ImportYes importYes,
        Set<Purpose> formerly) {

    public Terms {
        channels = Set.copyOf(channels);
        lineTypes = Set.copyOf(lineTypes);
        formerly = Set.copyOf(formerly);
    }

    /** A purpose that refuses an imported yes without evidence. */
    public Terms(
            Purpose purpose,
            Set<Channel> channels,
            Period expiresAfter,
            boolean doubleOptIn,
            Set<LineType> lineTypes,
            PurposeKind kind,
            Set<Purpose> formerly) {
        this(purpose, channels, expiresAfter, doubleOptIn, lineTypes, kind, ImportYes.REFUSED, formerly);
    }

    /** When a yes given at that instant ends. */
    public Instant expiry(Instant givenAt) {
        return givenAt.atZone(ZoneOffset.UTC).plus(expiresAfter).toInstant();
    }
}
