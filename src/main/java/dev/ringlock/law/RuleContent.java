package dev.ringlock.law;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** What a row of the tables says. */
public sealed interface RuleContent {

    /** In a few words. */
    String summary();

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

        @Override
        public String summary() {
            String days = "Mon-Fri " + monFri + ", Sat " + sat + ", Sun " + sun;
            return holidays == null ? days : days + ", public holidays " + holidays;
        }

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
    record RollingQuota(int most, Duration per) implements RuleContent {

        @Override
        public String summary() {
            boolean isDays = per.equals(Duration.ofDays(per.toDays())) && per.toDays() > 1;
            return "at most " + most + " in " + (isDays ? per.toDays() + " days" : per.toHours() + " hours");
        }
    }

    /** The longest that a consent counts. */
    record ConsentAge(Period age) implements RuleContent {

        @Override
        public String summary() {
            return "a consent counts for " + age;
        }
    }
}
