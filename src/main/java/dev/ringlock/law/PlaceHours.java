package dev.ringlock.law;

import dev.ringlock.law.OpenTimes.TimeStretch;
import dev.ringlock.phone.NumberPlace;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The hours of one kind of message to one kind of place. Answers are worked out for a whole day of UTC at once and kept, so
 * that the next question costs a look-up. The same question always has the same answer.
 */
final class PlaceHours {

    /** How far ahead it looks for a change. */
    private static final int DAYS_AHEAD = 366;

    private static final long DAY = 86_400;
    private static final int MOST_DAYS = 8;
    private static final HoursAnswer ALWAYS = new HoursAnswer(List.of(), null);

    private final NumberPlace place;
    private final List<LawRow> rows;
    private final List<ZoneRules> zones;
    private final Map<Long, List<Answered>> days = new ConcurrentHashMap<>();

    /** An answer that is good from a second on. */
    private record Answered(long from, HoursAnswer answer) {}

    /** @param rows of hours, that may bind there */
    PlaceHours(NumberPlace place, List<LawRow> rows) {
        this.place = place;
        this.rows = rows;
        this.zones = new TreeSet<>(place.zones())
                .stream().map(zone -> ZoneId.of(zone).getRules()).distinct().toList();
    }

    HoursAnswer at(Instant at) {
        if (rows.isEmpty()) {
            return ALWAYS;
        } else if (zones.isEmpty()) {
            return inUnknownZone(at);
        }
        long second = at.getEpochSecond();
        Long day = Math.floorDiv(second, DAY);
        List<Answered> answers = days.get(day);
        if (answers == null) {
            answers = answers(day * DAY);
            if (days.size() >= MOST_DAYS) {
                days.clear();
            }
            days.put(day, answers);
        }
        for (int i = answers.size() - 1; i > 0; i--) {
            if (answers.get(i).from <= second) {
                return answers.get(i).answer;
            }
        }
        return answers.get(0).answer;
    }

    private HoursAnswer inUnknownZone(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return new HoursAnswer(
                rows.stream().filter(row -> binds(row, day)).map(LawRow::rule).toList(), null);
    }

    private List<Answered> answers(long start) {
        long end = start + DAY;
        List<OpenTimes> each = rows.stream().map(row -> open(row, start, end)).toList();
        OpenTimes all = each.stream().reduce(OpenTimes.all(start, end), OpenTimes::and);
        TreeSet<Long> bounds = new TreeSet<>();
        bounds.add(start);
        for (OpenTimes one : each) {
            for (TimeStretch stretch : one.stretches()) {
                bounds.add(stretch.start());
                bounds.add(stretch.end());
            }
        }
        bounds.remove(end);
        List<Answered> answers = new ArrayList<>();
        for (long bound : bounds) {
            List<LegalRule> closed = new ArrayList<>();
            for (int i = 0; i < each.size(); i++) {
                if (!each.get(i).contains(bound)) {
                    closed.add(rows.get(i).rule());
                }
            }
            Instant changesAt = closed.isEmpty() ? close(all, bound, end) : opening(all, bound, end);
            answers.add(new Answered(bound, new HoursAnswer(closed, changesAt)));
        }
        return List.copyOf(answers);
    }

    /** When it closes that is open at that second. */
    private @Nullable Instant close(OpenTimes today, long second, long end) {
        for (TimeStretch stretch : today.stretches()) {
            if (second < stretch.end() && stretch.end() < end) {
                return Instant.ofEpochSecond(stretch.end());
            }
        }
        for (long start = end; start < end + DAYS_AHEAD * DAY; start += DAY) {
            OpenTimes day = open(start, start + DAY);
            if (day.isEmpty() || day.stretches().get(0).start() > start) {
                return Instant.ofEpochSecond(start);
            } else if (day.stretches().get(0).end() < start + DAY) {
                return Instant.ofEpochSecond(day.stretches().get(0).end());
            }
        }
        return null;
    }

    /** When it opens that is closed at that second. */
    private @Nullable Instant opening(OpenTimes today, long second, long end) {
        for (TimeStretch stretch : today.stretches()) {
            if (stretch.start() > second) {
                return Instant.ofEpochSecond(stretch.start());
            }
        }
        for (long start = end; start < end + DAYS_AHEAD * DAY; start += DAY) {
            OpenTimes day = open(start, start + DAY);
            if (!day.isEmpty()) {
                return Instant.ofEpochSecond(day.stretches().get(0).start());
            }
        }
        return null;
    }

    /** When all rules allow it. */
    private OpenTimes open(long from, long to) {
        OpenTimes open = OpenTimes.all(from, to);
        for (LawRow row : rows) {
            open = open.isEmpty() ? open : open.and(open(row, from, to));
        }
        return open;
    }

    /** When that rule allows it, in all zones. */
    private OpenTimes open(LawRow row, long from, long to) {
        OpenTimes open = OpenTimes.all(from, to);
        for (ZoneRules zone : zones) {
            open = open.isEmpty() ? open : open.and(open(row, zone, from, to));
        }
        return open;
    }

    /** Between two changes of a zone's clock, local time is UTC with one offset. */
    private OpenTimes open(LawRow row, ZoneRules zone, long from, long to) {
        OpenTimes.Growing open = new OpenTimes.Growing();
        for (long start = from; start < to; ) {
            Instant instant = Instant.ofEpochSecond(start);
            ZoneOffsetTransition next = zone.nextTransition(instant);
            long end = next == null ? to : Math.min(to, next.toEpochSecond());
            addSteady(open, row, zone.getOffset(instant).getTotalSeconds(), start, end);
            start = end;
        }
        return open.done();
    }

    private void addSteady(OpenTimes.Growing open, LawRow row, int offset, long start, long end) {
        for (long midnight = Math.floorDiv(start + offset, DAY) * DAY - offset; midnight < end; midnight += DAY) {
            LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(midnight + offset, DAY));
            for (DayHours.Span span : hours(row, day).spans()) {
                open.add(Math.max(start, midnight + span.start()), Math.min(end, midnight + span.end()));
            }
        }
    }

    private DayHours hours(LawRow row, LocalDate day) {
        if (!binds(row, day) || !(row.content() instanceof RuleContent.WeekHours week)) {
            return DayHours.ALL;
        }
        DayHours hours = week.on(day.getDayOfWeek());
        DayHours holidays = week.holidays();
        return holidays != null && isHoliday(row, day) ? hours.and(holidays) : hours;
    }

    /** Whether the row is in force, and is no fallback for a rule that is. */
    private boolean binds(LawRow row, LocalDate day) {
        return row.rule().inForce(day)
                && (row.occasion() != RuleOccasion.NO_OTHER_RULE
                        || rows.stream()
                                .noneMatch(other -> other.occasion() != RuleOccasion.NO_OTHER_RULE
                                        && isOfThePlace(other)
                                        && other.rule().inForce(day)));
    }

    /** A rule of the number's own country. One of a state that was declared elsewhere comes besides. */
    private boolean isOfThePlace(LawRow row) {
        return !row.isEverywhere() && (place.country() == null || row.country().equals(place.country()));
    }

    private boolean isHoliday(LawRow row, LocalDate day) {
        String country = place.country();
        if (row.occasion() == RuleOccasion.UNKNOWN_STATE) {
            return Holidays.isHolidaySomewhere(row.country(), day);
        } else if (Holidays.isHoliday(
                row.isEverywhere() && country != null ? country : row.rule().jurisdiction(), day)) {
            return true;
        }
        return place.states().stream()
                .filter(state -> row.isEverywhere() || row.rule().jurisdiction().equals(LawRow.countryOf(state)))
                .anyMatch(state -> Holidays.isHoliday(state, day));
    }
}
