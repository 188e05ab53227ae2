package dev.ringlock.dataset.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Weeks of ISO 8601 in UTC, which begin on Monday. */
final class Weeks {

    private static final int DAYS = 7;
    /** 1970-01-01 was a Thursday. */
    private static final int TO_MONDAY = 3;

    private Weeks() {}

    /** Such as {@code 2026-W09}; {@link DatasetColumns#NONE} without an instant. */
    static String name(@Nullable Instant at) {
        if (at == null) {
            return DatasetColumns.NONE;
        }
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /** The number of the week with that instant. The week of 1970-01-01 has 0. */
    static int number(Instant at) {
        return Math.floorDiv(
                Math.toIntExact(at.atZone(ZoneOffset.UTC).getLong(ChronoField.EPOCH_DAY)) + TO_MONDAY, DAYS);
    }

    static Instant begin(int number) {
        return LocalDate.ofEpochDay((long) number * DAYS - TO_MONDAY)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
