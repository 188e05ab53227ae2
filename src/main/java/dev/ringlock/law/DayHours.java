package dev.ringlock.law;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The allowed hours of one day, on the local clock. They are half-open: at 20:00 the hours 08:00-20:00 are over.
 *
 * @param spans in order, apart from each other; empty if no hour is allowed
 */
public record DayHours(List<Span> spans) {

    /** All day. */
    public static final DayHours ALL =
            new DayHours(List.of(new Span(0, (int) Duration.ofDays(1).toSeconds())));
    /** No hour. */
    public static final DayHours NONE = new DayHours(List.of());

    private static final String NONE_TEXT = "none";
    private static final Pattern SPAN = Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d)-([01]\\d|2[0-4]):([0-5]\\d)");
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;

    /** Hours that belong together, in seconds since the day's beginning on the local clock. */
    public record Span(int start, int end) {

        boolean contains(int second) {
            return start <= second && second < end;
        }
    }

    public DayHours {
        spans = List.copyOf(spans);
    }

    /**
     * Reads {@code none}, or hours such as {@code 10:00-13:00;14:00-20:00}. A day ends at 24:00.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static DayHours parse(String text) {
        if (text.equals(NONE_TEXT)) {
            return NONE;
        }
        List<Span> spans = new ArrayList<>();
        int last = -1;
        for (String part : text.split(";", -1)) {
            Matcher matcher = SPAN.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not hours: " + text);
            }
            Span span = new Span(second(matcher, 1), second(matcher, 3));
            if (span.start() <= last || span.end() <= span.start() || span.end() > 24 * HOUR) {
                throw new IllegalArgumentException("hours that are out of order: " + text);
            }
            last = span.end();
            spans.add(span);
        }
        return new DayHours(spans);
    }

    private static int second(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group)) * HOUR + Integer.parseInt(matcher.group(group + 1)) * MINUTE;
    }

    /** The hours that both allow. */
    DayHours and(DayHours other) {
        List<Span> both = new ArrayList<>();
        for (Span one : spans) {
            for (Span two : other.spans) {
                int start = Math.max(one.start, two.start);
                int end = Math.min(one.end, two.end);
                if (start < end) {
                    both.add(new Span(start, end));
                }
            }
        }
        return new DayHours(both);
    }

    /** As the table writes it. */
    @Override
    public String toString() {
        if (spans.isEmpty()) {
            return NONE_TEXT;
        }
        StringBuilder text = new StringBuilder();
        for (Span span : spans) {
            text.append(text.isEmpty() ? "" : ";")
                    .append(String.format("%02d:%02d-", span.start / HOUR, span.start % HOUR / MINUTE))
                    .append(String.format("%02d:%02d", span.end / HOUR, span.end % HOUR / MINUTE));
        }
        return text.toString();
    }
}
