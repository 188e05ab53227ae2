package dev.ringlock.law;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** What a row of the tables says. */
public sealed interface RuleContent {

    /**
     * The hours of each kind of day.
     *
     * @param holidays of public holidays; null if they are days as others. The hours of the day bind on them too
     */
    record WeekHours(
            DayHours monFri,
            DayHours sat,
            DayHours sun,
            @Nullable DayHours holidays) implements RuleContent {

        /** Whether it allows no hour of any day. */
        public boolean isNeverOpen() {
            return monFri.spans().isEmpty()
                    && sat.spans().isEmpty()
                    && sun.spans().isEmpty();
        }

        DayHours on(DayOfWeek day) {
            return day == DayOfWeek.SATURDAY ? sat : day == DayOfWeek.SUNDAY ? sun : monFri;
        }
    }

    /** At most so many messages and calls in any stretch of that length. */
    record RollingQuota(int most, Duration per) implements RuleContent {}

    /** The longest that a consent counts. */
    record ConsentAge(Period age) implements RuleContent {}
}
