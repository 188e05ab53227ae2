package dev.ringlock.dataset.guard;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How the values of a column become coarser. Level 0 is the value itself. The last level is {@link #ANY}.
 * A level follows from the level before it: two values that are alike at one level are alike at all coarser ones.
 */
public interface Hierarchy {

    /** Stands for a value that is not shown. */
    String ANY = "*";

    /** How many levels there are; at least 2. */
    int levels();

    /** A value of level 0, as it is shown at that level. */
    String at(int level, String value);

    /** The value, then each of these steps, then {@link #ANY}. Each step takes a value of level 0. */
    static Hierarchy of(List<UnaryOperator<String>> steps) {
        return new StepHierarchy(List.copyOf(steps));
    }

    /** {@code mobile} → {@code *}. */
    static Hierarchy asIs() {
        return of(List.of());
    }

    /** {@code US-FL} → {@code US} → {@code *}. */
    static Hierarchy area() {
        return of(List.of(area -> area.split("-", 2)[0]));
    }

    /**
     * {@code 2026-W12} → {@code 2026-03} → {@code 2026} → {@code *}. A week belongs to the month of its Thursday. A word that
     * stands for no week, such as {@code none}, stays.
     */
    static Hierarchy week() {
        return of(List.of(week -> day(week, 7), week -> day(week, 4)));
    }

    private static String day(String week, int characters) {
        return week.matches("\\d{4}-W\\d{2}") ? thursday(week).toString().substring(0, characters) : week;
    }

    private static LocalDate thursday(String week) {
        // 4 January is in week 1 of its year
        return LocalDate.of(Integer.parseInt(week.substring(0, 4)), 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(week.substring(6)))
                .with(DayOfWeek.THURSDAY);
    }
}
