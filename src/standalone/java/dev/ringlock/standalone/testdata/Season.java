package dev.ringlock.standalone.testdata;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * How much happens on which day and at which hour. It turns a share of all that happens between two days into an instant. The
 * weights are made up: they only have to look like a shop's.
 */
final class Season {

    private static final double[] MONTHS = {.8, .85, .95, 1, 1, .9, .75, .75, 1.05, 1.1, 1.5, 1.45};
    private static final double[] WEEKDAYS = {1, 1.05, 1.05, 1.1, 1.15, 1.25, .9};
    /** From midnight on. */
    private static final double[] HOURS = {1, .5, .3, .2, .2, .5, 1, 2, 4, 6, 7, 7, 8, 7, 6, 6, 7, 8, 9, 10, 9, 7, 4, 2
    };

    /** Campaigns go out every second week on this weekday. Noes come on the day and on those behind it. */
    private static final DayOfWeek SENDS = DayOfWeek.TUESDAY;

    private static final int DAYS_BETWEEN_SENDS = 14;
    private static final double[] NOES_BEHIND_A_SEND = {12, 6, 2.5, 1.5};

    private static final int HOUR_SECONDS = 3_600;
    private static final long DAY_SECONDS = 24L * HOUR_SECONDS;

    private final LocalDate from;
    private final double[] days;
    private final double[] hours = summed(HOURS.length, hour -> HOURS[hour]);

    private Season(LocalDate from, LocalDate to, ToDoubleFunction<LocalDate> weight) {
        this.from = from;
        this.days = summed((int) ChronoUnit.DAYS.between(from, to), day -> weight.applyAsDouble(from.plusDays(day)));
    }

    /** @param to the day behind the last one */
    static Season ofYeses(LocalDate from, LocalDate to) {
        return new Season(from, to, Season::weight);
    }

    /** @param to the day behind the last one */
    static Season ofNoes(LocalDate from, LocalDate to) {
        return new Season(from, to, day -> weight(day) * behindASend(day));
    }

    private static double weight(LocalDate day) {
        Month month = day.getMonth();
        return MONTHS[month.ordinal()] * WEEKDAYS[day.getDayOfWeek().ordinal()];
    }

    private static double behindASend(LocalDate day) {
        long firstSend = SENDS.getValue() - LocalDate.EPOCH.getDayOfWeek().getValue();
        int behind = (int) Math.floorMod(day.toEpochDay() - firstSend, (long) DAYS_BETWEEN_SENDS);
        return behind < NOES_BEHIND_A_SEND.length ? NOES_BEHIND_A_SEND[behind] : 1;
    }

    private static double[] summed(int size, IntToDoubleFunction weight) {
        double[] sums = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weight.applyAsDouble(i);
            sums[i] = sum;
        }
        return sums;
    }

    /** The share of what happens before that day; 0 and 1 for days outside. */
    double before(LocalDate day) {
        long index = ChronoUnit.DAYS.between(from, day);
        return index <= 0 ? 0 : days[(int) Math.min(index, days.length) - 1] / days[days.length - 1];
    }

    /**
     * The second of the epoch before which that share of all happens.
     *
     * @param hoursAhead of UTC, where it happens
     */
    long second(double share, int hoursAhead) {
        double place = share * days[days.length - 1];
        int day = index(days, place);
        double ofDay = (place - (day == 0 ? 0 : days[day - 1])) / (days[day] - (day == 0 ? 0 : days[day - 1]));
        double hourPlace = ofDay * hours[hours.length - 1];
        int hour = index(hours, hourPlace);
        double ofHour = (hourPlace - (hour == 0 ? 0 : hours[hour - 1])) / HOURS[hour];
        long second = Math.min(HOUR_SECONDS - 1, (long) (ofHour * HOUR_SECONDS));
        return (from.toEpochDay() + day) * DAY_SECONDS + (hour - hoursAhead) * (long) HOUR_SECONDS + second;
    }

    private static int index(double[] sums, double place) {
        int found = Arrays.binarySearch(sums, place);
        return Math.min(found < 0 ? -found - 1 : found + 1, sums.length - 1);
    }
}
