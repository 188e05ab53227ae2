package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.WrittenDate.DateOrder;
import dev.ringlock.imports.rows.WrittenDate.RefusedDate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** A date that is one number: counted from a day, or year, month and day without signs between. */
final class WrittenNumberDate {

    private static final LocalDate EXCEL_EPOCH = LocalDate.of(1899, 12, 30);
    private static final int MOST_EXCEL_DAYS = 100_000;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final Pattern WHOLE_DAY = Pattern.compile("(?:19|20)\\d{6}");
    private static final Pattern WHOLE_TIME = Pattern.compile("(?:19|20)\\d{12}");

    private WrittenNumberDate() {}

    static WrittenDate read(String digits, DateOrder order, ZoneId zone) {
        BigDecimal number = new BigDecimal(digits);
        int length = number.toBigInteger().toString().length();
        if (order == DateOrder.EXCEL) {
            return number.intValue() > MOST_EXCEL_DAYS
                    ? new RefusedDate(RowFaultKind.IMPOSSIBLE_DATE)
                    : excel(number, zone);
        }
        if (order == DateOrder.SECONDS || (order != DateOrder.MILLISECONDS && length == 10)) {
            return at(Instant.ofEpochSecond(number.longValue()));
        }
        if (order == DateOrder.MILLISECONDS || length == 13) {
            return at(Instant.ofEpochMilli(number.longValue()));
        }
        if (WHOLE_DAY.matcher(digits).matches()) {
            return WrittenDate.read(day(digits), null, zone);
        }
        if (WHOLE_TIME.matcher(digits).matches()) {
            LocalTime time = LocalTime.of(
                    Integer.parseInt(digits, 8, 10, 10),
                    Integer.parseInt(digits, 10, 12, 10),
                    Integer.parseInt(digits, 12, 14, 10));
            return at(day(digits).atTime(time).atZone(zone).toInstant());
        }
        return new RefusedDate(RowFaultKind.UNREADABLE_DATE);
    }

    private static LocalDate day(String digits) {
        return LocalDate.of(
                Integer.parseInt(digits, 0, 4, 10),
                Integer.parseInt(digits, 4, 6, 10),
                Integer.parseInt(digits, 6, 8, 10));
    }

    private static WrittenDate excel(BigDecimal number, ZoneId zone) {
        LocalDate day = EXCEL_EPOCH.plusDays(number.longValue());
        double part = number.remainder(BigDecimal.ONE).doubleValue();
        if (part == 0) {
            return WrittenDate.read(day, null, zone);
        }
        LocalDateTime time = day.atStartOfDay().plusSeconds(Math.round(part * SECONDS_OF_DAY));
        // a fraction with few digits is a time that was rounded
        double unit = Math.pow(10, -number.scale()) * SECONDS_OF_DAY;
        return WrittenDate.from(time.atZone(zone).toInstant(), Duration.ofSeconds(Math.max(1, Math.round(unit))));
    }

    private static WrittenDate at(Instant instant) {
        return WrittenDate.from(instant.truncatedTo(ChronoUnit.SECONDS), Duration.ofSeconds(1));
    }
}
