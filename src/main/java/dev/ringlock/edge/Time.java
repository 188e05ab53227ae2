package dev.ringlock.edge;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one clock, and how instants are written in answers. */
@Singleton
public class Time {

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** RFC 3339 in UTC, always with milliseconds. */
    public static String rfc3339(Instant instant) {
        return RFC_3339.format(instant);
    }
}
