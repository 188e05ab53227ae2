package dev.ringlock.policy;

import dev.ringlock.consent.Retention;
import java.nio.file.Path;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** The example policy with other retention, shorter than a file may have it. */
public final class Policies {

    private Policies() {}

    public static Policy with(Retention retention) {
        Policy example = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
        return new Policy(
                example.controller(),
                example.languages(),
                example.timeZone(),
                example.erasureReaches(),
                example.purposes(),
                example.notices(),
                retention,
                example.limits(),
                example.senders(),
                example.messages(),
                example.staff(),
                example.replies());
    }

    /** The example's, with numbers looked at that often. */
    public static Retention retention(Period check) {
        return retention(Period.ofYears(5), check, null);
    }

    /** The example's, with reassigned numbers asked for that often. */
    public static Policy asking(Period every) {
        return with(retention(Period.ofYears(5), Period.ofDays(90), every));
    }

    public static Retention retention(Period proof, Period check, @Nullable Period reassigned) {
        return new Retention(
                proof,
                Period.ofDays(30),
                check,
                new Retention.Quality(
                        Period.ofDays(7),
                        Period.ofMonths(18),
                        new Retention.Dead(2, Period.ofDays(30), 5, Period.ofDays(14)),
                        true,
                        true,
                        true,
                        reassigned,
                        5));
    }
}
