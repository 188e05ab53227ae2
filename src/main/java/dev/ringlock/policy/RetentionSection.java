package dev.ringlock.policy;

import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Terms;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the file's {@code retention}: how long records are kept. The section and each of its lines are optional. */
final class RetentionSection {

    private static final Period PROOF = Period.ofYears(5);
    private static final Period CHECK = Period.ofDays(90);
    private static final Period CLOCK_JUMP = Period.ofDays(30);
    private static final Period LONGEST_CHECK = Period.ofYears(2);
    private static final Period LONGEST_CLOCK_JUMP = Period.ofYears(1);

    private RetentionSection() {}

    /** @param purposes whose consents end. A renewal notice comes before the end */
    static Retention read(Section root, Map<Purpose, Terms> purposes) {
        Retention.QualityRules quality = QualitySection.read(root);
        if (root.optional("retention").isEmpty()) {
            return new Retention(PROOF, null, CHECK, CLOCK_JUMP, quality);
        }
        return root.section("retention", "{proof: P5Y}")
                .map(section -> retention(section, purposes, quality))
                .orElseThrow();
    }

    private static Retention retention(Section section, Map<Purpose, Terms> purposes, Retention.QualityRules quality) {
        try (section) {
            Period proof = section.valueOr("proof", PROOF, Values::period, Values.PERIOD, "P5Y");
            laws(section).forEach(law -> refuseIfShorter(section, proof, law));
            Period renewal = renewal(section, purposes);
            Period check = section.valueOr(
                    "check", CHECK, RetentionSection::check, "a period from a day to two years (ISO 8601)", "P90D");
            Period clockJump = section.valueOr(
                    "clockJump",
                    CLOCK_JUMP,
                    RetentionSection::clockJump,
                    "a period from a day to a year (ISO 8601)",
                    "P30D");
            return new Retention(proof, renewal, check, clockJump, quality);
        }
    }

    /** The laws that bind this owner. */
    private static List<Law> laws(Section section) {
        List<Law> known = Law.all().stream().filter(Law::isKept).toList();
        if (section.optional("laws").isEmpty()) {
            return known.stream().filter(Law::isSourced).toList();
        } else if (section.says("laws", "off")) {
            return List.of();
        }
        return section.values(
                "laws",
                id -> known.stream()
                        .filter(law -> law.id().equals(id))
                        .findFirst()
                        .orElseThrow(),
                "a law of the retention table; known are "
                        + known.stream().map(Law::id).collect(Collectors.joining(", ")),
                "[us-tsr]");
    }

    private static void refuseIfShorter(Section section, Period proof, Law law) {
        law.period()
                .filter(least -> law.binds().equals(Law.PROOF) && !Values.isWithin(least, proof))
                .ifPresent(least -> section.mistake(
                        "proof",
                        proof + " is shorter than the " + least + " of " + law.id() + " (" + law.basis() + ", "
                                + law.source() + "); write `" + least
                                + "` or longer, or name in `laws` those that bind you"));
    }

    private static @Nullable Period renewal(Section section, Map<Purpose, Terms> purposes) {
        if (section.optional("renewal").isEmpty() || section.says("renewal", "off")) {
            return null;
        }
        Period renewal = section.value("renewal", Period.ofDays(1), Values::period, Values.PERIOD + " or off", "P30D");
        purposes.forEach((purpose, terms) -> {
            if (!Values.isWithin(renewal.plusDays(1), terms.expiresAfter())) {
                section.mistake(
                        "renewal",
                        renewal + " is not shorter than purposes." + purpose.id() + ".expiresAfter, "
                                + terms.expiresAfter()
                                + ": the person would hear of the end before the consent began; shorten the one or lengthen the other");
            }
        });
        return renewal;
    }

    private static Period check(String text) {
        return within(text, LONGEST_CHECK);
    }

    private static Period clockJump(String text) {
        return within(text, LONGEST_CLOCK_JUMP);
    }

    private static Period within(String text, Period longest) {
        Period period = Values.period(text);
        if (!Values.isWithin(period, longest)) {
            throw new IllegalArgumentException("too long");
        }
        return period;
    }
}
