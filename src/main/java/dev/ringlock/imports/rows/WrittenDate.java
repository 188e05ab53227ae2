package dev.ringlock.imports.rows;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A date, with or without a time, as a file writes it. */
sealed interface WrittenDate {

    /**
     * A date with one meaning.
     *
     * @param first its first instant
     * @param last its last instant: a date without a time is a whole day, and a time without seconds a whole minute
     */
    record ReadDate(Instant first, Instant last) implements WrittenDate {}

    /** A text that is no date, or may be several. */
    record RefusedDate(RowFaultKind reason) implements WrittenDate {}

    /** How a file writes its dates. */
    enum DateOrder {
        /** Texts with one meaning: 2026-01-31, 31.1.2026, seconds or milliseconds since 1970. */
        FOUND,
        DMY,
        MDY,
        YMD,
        SECONDS,
        MILLISECONDS,
        /** Days since 30 December 1899, as spreadsheets count them. */
        EXCEL;

        static DateOrder of(String text) {
            return valueOf(text.strip().toUpperCase(Locale.ROOT));
        }
    }

    /** The time of the day, its distance from UTC, and its zone behind it. Six groups. */
    Pattern TIME =
            Pattern.compile("(\\d{1,2})[:.h](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d{1,9})?)?\\s*([AaPp])?(?:\\.?[Mm]\\.?)?"
                    + "\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?"
                    + "(?:\\s*[(\\[]([A-Za-z][A-Za-z0-9/_+-]*)[)\\]])?");

    /** Instants are kept to the millisecond. */
    Duration LEAST = Duration.ofMillis(1);

    Pattern DIGITS_ONLY = Pattern.compile("\\d{5,16}(?:[.,]\\d{1,9})?");
    Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:[T ,]+(.+))?");
    Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/. ])(\\d{1,2})\\2(\\d{4}|\\d{2})(?:[T ,]+(.+))?");

    /** All meanings of a date that may have several; none if it has none. */
    static List<ReadDate> readings(String text, DateOrder order, ZoneId zone) {
        WrittenDate read = read(text, order, zone);
        return read instanceof RefusedDate refused && refused.reason() == RowFaultKind.AMBIGUOUS_DATE
                ? Stream.of(DateOrder.DMY, DateOrder.MDY, DateOrder.YMD)
                        .flatMap(one ->
                                read(text, one, zone) instanceof ReadDate date ? Stream.of(date) : Stream.empty())
                        .toList()
                : read instanceof ReadDate date ? List.of(date) : List.of();
    }

    /** The whole unit that begins there. */
    static ReadDate from(Instant first, Duration unit) {
        return new ReadDate(first, first.plus(unit).minus(LEAST));
    }

    /** @param zone of dates and times that do not name one */
    static WrittenDate read(String text, DateOrder order, ZoneId zone) {
        try {
            String cell = text.strip();
            if (DIGITS_ONLY.matcher(cell).matches()) {
                return WrittenNumberDate.read(cell.replace(',', '.'), order, zone);
            }
            Matcher yearFirst = YEAR_FIRST.matcher(cell);
            if (yearFirst.matches()) {
                return read(day(yearFirst, 1, 3, 4), yearFirst.group(5), zone);
            }
            Matcher yearLast = YEAR_LAST.matcher(cell);
            return yearLast.matches() ? yearLast(yearLast, order, zone) : WrittenMonthDate.read(cell, zone);
        } catch (DateTimeException e) {
            return new RefusedDate(RowFaultKind.IMPOSSIBLE_DATE);
        }
    }

    private static WrittenDate yearLast(Matcher found, DateOrder order, ZoneId zone) {
        boolean shortYear = found.group(4).length() == 2;
        if (order == DateOrder.YMD && shortYear) {
            return read(day(found, 1, 3, 4), found.group(5), zone);
        }
        if (order == DateOrder.DMY || order == DateOrder.MDY) {
            return read(order == DateOrder.DMY ? day(found, 4, 3, 1) : day(found, 4, 1, 3), found.group(5), zone);
        }
        int first = Integer.parseInt(found.group(1));
        int second = Integer.parseInt(found.group(3));
        if (shortYear || (first <= 12 && second <= 12 && first != second)) {
            return new RefusedDate(RowFaultKind.AMBIGUOUS_DATE);
        }
        return read(first > 12 ? day(found, 4, 3, 1) : day(found, 4, 1, 3), found.group(5), zone);
    }

    private static LocalDate day(Matcher found, int year, int month, int day) {
        String digits = found.group(year);
        return LocalDate.of(
                (digits.length() == 2 ? 2000 : 0) + Integer.parseInt(digits),
                Integer.parseInt(found.group(month)),
                Integer.parseInt(found.group(day)));
    }

    /** @param time null if the cell is a day only */
    static WrittenDate read(LocalDate day, @Nullable String time, ZoneId zone) {
        if (time == null || time.isBlank()) {
            return new ReadDate(
                    day.atStartOfDay(zone).toInstant(),
                    day.plusDays(1).atStartOfDay(zone).toInstant().minus(LEAST));
        }
        Matcher found = TIME.matcher(time.strip());
        if (!found.matches()) {
            return new RefusedDate(RowFaultKind.UNREADABLE_DATE);
        }
        String half = found.group(4);
        int hour = Integer.parseInt(found.group(1));
        if (half != null && (hour < 1 || hour > 12)) {
            return new RefusedDate(RowFaultKind.IMPOSSIBLE_DATE);
        }
        int hours = half == null ? hour : hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        int seconds = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
        LocalDateTime at = day.atTime(LocalTime.of(hours, Integer.parseInt(found.group(2)), seconds));
        return zone(found.group(5), found.group(6), zone, at)
                .<WrittenDate>map(of -> from(
                        at.atZone(of).toInstant(),
                        found.group(3) == null ? Duration.ofMinutes(1) : Duration.ofSeconds(1)))
                .orElseGet(() -> new RefusedDate(RowFaultKind.UNREADABLE_DATE));
    }

    /** Empty if the two contradict each other, or nobody knows such a zone. */
    private static Optional<ZoneId> zone(
            @Nullable String offset, @Nullable String named, ZoneId otherwise, LocalDateTime time) {
        if (named == null) {
            return Optional.of(offset == null ? otherwise : offset(offset));
        }
        Optional<ZoneId> known = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.equalsIgnoreCase(named))
                .map(ZoneId::of)
                .findFirst();
        return offset == null
                ? known
                : known.filter(zone -> zone.getRules().isValidOffset(time, offset(offset)))
                        .map(zone -> offset(offset));
    }

    private static ZoneOffset offset(String text) {
        return text.startsWith("+") || text.startsWith("-") ? ZoneOffset.of(text) : ZoneOffset.UTC;
    }
}
