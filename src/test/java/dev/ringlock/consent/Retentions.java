package dev.ringlock.consent;

import dev.ringlock.terms.Retention;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** What tests keep how long: the example policy's periods. */
public final class Retentions {

    public static final Retention EXAMPLE = new Retention(
            Period.ofYears(5),
            Period.ofDays(30),
            Period.ofDays(90),
            Period.ofDays(30),
            new Retention.QualityRules(
                    Period.ofDays(7),
                    Period.ofMonths(18),
                    new Retention.Dead(2, Period.ofDays(30), 5, Period.ofDays(14)),
                    true,
                    true,
                    true,
                    null,
                    5));

    private Retentions() {}

    /** The example's rules, with silence and other owners as said. */
    public static Retention.QualityRules quality(@Nullable Period inactive, @Nullable Period reassigned) {
        Retention.QualityRules example = EXAMPLE.quality();
        return new Retention.QualityRules(
                example.neverConfirmed(),
                inactive,
                example.dead(),
                example.lineType(),
                example.renumbered(),
                example.invalid(),
                reassigned,
                example.suspected());
    }
}
