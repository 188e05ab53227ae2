package dev.ringlock.law;

import dev.ringlock.phone.NumberPlace;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The rules of law and of the owner's policy that bind decisions. Security codes are bound by none. */
public final class Laws {

    /** Whether that instant is within the allowed hours. Every zone of the place has to allow it. */
    public HoursAnswer hours(NumberPlace place, Channel channel, Terms terms, Instant at) {
        return new HoursAnswer(List.of(), null);
    }

    /** As long as the longest cap counts. */
    public Duration longestCap() {
        return Duration.ZERO;
    }

    /** The caps that bind at that instant. */
    public List<Cap> caps(NumberPlace place, Channel channel, Terms terms, Instant at) {
        return List.of();
    }

    /** The ceilings on a consent's age that bind at that instant. */
    public List<Ceiling> ceilings(NumberPlace place, Channel channel, Terms terms, Instant at) {
        return List.of();
    }
}
