package dev.ringlock.policy;

import dev.ringlock.consent.Failures;
import dev.ringlock.terms.Retention.Dead;
import java.time.Period;

/** The settings of the reasons in {@link QualitySection}, each with its usual values. */
final class ReasonSettings {

    /** Between the usual 12 and 24 months: no law names a period. Off unless the file sets it; see docs/policy.md. */
    static final Period INACTIVE = Period.ofMonths(18);

    static final Dead DEAD = new Dead(2, Period.ofDays(30), 5, Period.ofDays(14));
    static final Period REASSIGNED = Period.ofDays(30);

    static final int SUSPECTED = 5;

    private ReasonSettings() {}

    static Period after(Section section) {
        return section.valueOr("after", INACTIVE, Values::period, Values.PERIOD, INACTIVE.toString());
    }

    static Dead dead(Section section) {
        int hard = section.valueOr(
                "hardFailures",
                DEAD.hardFailures(),
                text -> Values.wholeNumber(text, 2, Failures.MOST_HARD),
                "a whole number from 2 to " + Failures.MOST_HARD,
                "2");
        Period within = section.valueOr("within", DEAD.within(), Values::period, Values.PERIOD, "P30D");
        // One failure has one instant, so it cannot last for a period.
        int soft = section.valueOr(
                "softFailures",
                DEAD.softFailures(),
                text -> Values.wholeNumber(text, 2, Integer.MAX_VALUE),
                "a whole number from 2",
                "5");
        return new Dead(
                hard, within, soft, section.valueOr("over", DEAD.over(), Values::period, Values.PERIOD, "P14D"));
    }

    static Period every(Section section) {
        Period every = section.valueOr("every", REASSIGNED, Values::period, Values.PERIOD, "P30D");
        Law.all().stream()
                .filter(law -> law.binds().equals(Law.REASSIGNED))
                .forEach(law -> law.period()
                        .filter(most -> !Values.isWithin(every, most))
                        .ifPresent(most -> section.mistake(
                                "every",
                                every + " is longer than " + most
                                        + ": a number may be given to somebody else that long after it"
                                        + " was disconnected, and would not be checked in time (" + law.basis()
                                        + ", "
                                        + law.source() + "); write for example `P30D`")));
        return every;
    }

    static int contacts(Section section) {
        return section.valueOr(
                "contacts",
                SUSPECTED,
                text -> Values.wholeNumber(text, 2, Integer.MAX_VALUE),
                "a whole number from 2",
                "5");
    }
}
