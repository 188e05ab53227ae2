package dev.ringlock.policy;

import dev.ringlock.consent.Retentions;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The example policy with other retention, shorter than a file may have it. */
public final class Policies {

    private Policies() {}

    /** The example with some of its words replaced. */
    public static Policy replacing(String words, String others) {
        try {
            String yaml = Files.readString(Path.of("src/main/resources/policy/harbour-books.yaml"));
            if (!yaml.contains(words)) {
                throw new IllegalArgumentException("not in the example: " + words);
            }
            return PolicyFile.read("example", yaml.replace(words, others));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Policy with(Retention retention) {
        return with(retention, example().purposes());
    }

    /** The example policy after that purpose has left it. */
    public static Policy without(Purpose purpose) {
        Map<Purpose, Terms> left = new HashMap<>(example().purposes());
        left.remove(purpose);
        return with(Retentions.EXAMPLE, left);
    }

    /** The example policy with so long a jump of the clock that a purge bears. */
    public static Policy jumping(Period clockJump) {
        Retention example = Retentions.EXAMPLE;
        return with(new Retention(example.proof(), example.renewal(), example.check(), clockJump, example.quality()));
    }

    private static Policy example() {
        return PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
    }

    private static Policy with(Retention retention, Map<Purpose, Terms> purposes) {
        Policy example = example();
        return new Policy(
                example.controller(),
                example.languages(),
                example.timeZone(),
                example.erasureReaches(),
                purposes,
                example.notices(),
                retention,
                example.limits(),
                example.senders(),
                example.messages(),
                example.staff(),
                example.replies(),
                example.laws(),
                example.datasets(),
                example.disclosure(),
                example.version());
    }

    /** The example's, with numbers looked at that often. */
    public static Retention retention(Period check) {
        return retention(Retentions.EXAMPLE.proof(), check, null);
    }

    /** The example's, with reassigned numbers asked for that often. */
    public static Policy asking(Period every) {
        return with(retention(Retentions.EXAMPLE.proof(), Retentions.EXAMPLE.check(), every));
    }

    public static Retention retention(Period proof, Period check, @Nullable Period reassigned) {
        Retention example = Retentions.EXAMPLE;
        return new Retention(
                proof,
                example.renewal(),
                check,
                example.clockJump(),
                Retentions.quality(example.quality().inactive(), reassigned));
    }
}
