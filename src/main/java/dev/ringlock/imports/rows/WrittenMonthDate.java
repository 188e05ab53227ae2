package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.WrittenDate.RefusedDate;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A date with its month in letters, in a language of the public pages: {@code 31 Jan 2026}, {@code January 31, 2026}. */
final class WrittenMonthDate {

    private static final String WEEKDAY = "(?:\\p{L}+[.,]*\\s+)?";
    private static final String REST = "(?:(?:[T ,]|\\s+(?:at|à|um|a las)\\s)+(\\d.+))?";
    private static final Pattern DAY_FIRST = Pattern.compile(WEEKDAY
            + "(\\d{1,2})(?:st|nd|rd|th|er|\\.)?[\\s-]+(?:de\\s+)?(\\p{L}+)\\.?[\\s,-]+(?:de\\s+)?(\\d{4})" + REST);
    private static final Pattern MONTH_FIRST =
            Pattern.compile(WEEKDAY + "(\\p{L}+)\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})" + REST);

    private static final Map<String, Month> MONTHS = months();

    private WrittenMonthDate() {}

    static WrittenDate read(String text, ZoneId zone) {
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            return read(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1), dayFirst.group(4), zone);
        }
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        return monthFirst.matches()
                ? read(monthFirst.group(3), monthFirst.group(1), monthFirst.group(2), monthFirst.group(4), zone)
                : new RefusedDate(RowFaultKind.UNREADABLE_DATE);
    }

    private static WrittenDate read(String year, String name, String day, String time, ZoneId zone) {
        Month month = MONTHS.get(CellText.folded(name));
        return month == null
                ? new RefusedDate(RowFaultKind.UNREADABLE_DATE)
                : WrittenDate.read(LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day)), time, zone);
    }

    private static Map<String, Month> months() {
        Map<String, Month> months = new HashMap<>();
        for (String language : List.of("en", "es", "fr", "de")) {
            for (Month month : Month.values()) {
                for (TextStyle style : List.of(
                        TextStyle.FULL, TextStyle.SHORT, TextStyle.FULL_STANDALONE, TextStyle.SHORT_STANDALONE)) {
                    months.put(CellText.folded(month.getDisplayName(style, Locale.forLanguageTag(language))), month);
                }
            }
        }
        months.put("sept", Month.SEPTEMBER);
        return Map.copyOf(months);
    }
}
