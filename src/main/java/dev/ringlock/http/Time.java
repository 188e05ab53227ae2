package dev.ringlock.http;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The only clock, and the format of instants in answers. */
@Singleton
public class Time {

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private static final int WITH_MILLIS = "2026-11-23T10:00:00.000Z".length();

    /** The clock, unless the flavour has another. */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return machine();
    }

    /** The machine's clock, for a flavour that builds its own clock on it. */
    public static Clock machine() {
        return Clock.systemUTC();
    }

    /** RFC 3339 in UTC, always with milliseconds. */
    public static String rfc3339(Instant instant) {
        String text = instant.toString();
        // With milliseconds this is the right format already, and much cheaper.
        return text.length() == WITH_MILLIS ? text : RFC_3339.format(instant);
    }
}
