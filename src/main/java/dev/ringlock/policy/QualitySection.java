package dev.ringlock.policy;

import dev.ringlock.consent.Failures;
import dev.ringlock.consent.Reason;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Retention.Dead;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the file's {@code quality}: the reasons for which a consent ends before its time. The section and each of its
 * lines are optional.
 */
final class QualitySection {

    private static final String EXAMPLE = "{inactive: {after: P18M}}";
    private static final Period NEVER_CONFIRMED = Period.ofDays(7);
    /** Between the usual 12 and 24 months: no law names a period. Off unless the file sets it; see docs/policy.md. */
    private static final Period INACTIVE = Period.ofMonths(18);

    private static final Dead DEAD = new Dead(2, Period.ofDays(30), 5, Period.ofDays(14));
    private static final Period REASSIGNED = Period.ofDays(30);
    private static final String SUSPECTED_NAME = "suspected";
    private static final int SUSPECTED = 5;

    /** Reasons that always count, and why they have no settings. */
    private static final Map<String, String> NO_SETTINGS = Map.of(
            Reason.EXPIRED.id(),
            "a consent always ends when its time is over; set its purpose's `expiresAfter`",
            Reason.PURPOSE_REMOVED.id(),
            "a consent always ends when its purpose leaves the policy");

    private static final List<String> KNOWN = Stream.concat(
                    Stream.of(Reason.values())
                            .filter(reason -> !NO_SETTINGS.containsKey(reason.id()))
                            .map(Reason::id),
                    Stream.of(SUSPECTED_NAME))
            .toList();

    private final Section section;

    private QualitySection(Section section) {
        this.section = section;
    }

    static Retention.QualityRules read(Section root) {
        if (root.optional("quality").isEmpty()) {
            return new Retention.QualityRules(NEVER_CONFIRMED, null, DEAD, true, true, true, null, SUSPECTED);
        }
        return root.section("quality", EXAMPLE)
                .map(section -> new QualitySection(section).quality())
                .orElseThrow();
    }

    private Retention.QualityRules quality() {
        for (String name : section.names()) {
            String why = NO_SETTINGS.get(name);
            if (why != null) {
                section.mistakeAtName(name, "has no setting: " + why);
            } else if (!KNOWN.contains(name)) {
                section.mistakeAtName(name, "is not a reason; known are " + String.join(", ", KNOWN));
            }
        }
        return new Retention.QualityRules(
                neverConfirmed(),
                rule(Reason.INACTIVE, Optional.empty(), INACTIVE, "{after: P18M}", in -> after(in, INACTIVE))
                        .orElse(null),
                rule(Reason.DEAD, Optional.of(DEAD), DEAD, "{hardFailures: 2, within: P30D}", QualitySection::dead)
                        .orElse(null),
                isOn(Reason.LINE_TYPE),
                isOn(Reason.RENUMBERED),
                isOn(Reason.INVALID),
                rule(Reason.REASSIGNED, Optional.empty(), REASSIGNED, "{every: P30D}", QualitySection::every)
                        .orElse(null),
                suspected());
    }

    private Period neverConfirmed() {
        String name = Reason.NEVER_CONFIRMED.id();
        if (section.says(name, "off")) {
            section.mistake(
                    name, "cannot be off: requests that nobody proves would wait for ever; write `{after: P7D}`");
            return NEVER_CONFIRMED;
        }
        return rule(
                        Reason.NEVER_CONFIRMED,
                        Optional.of(NEVER_CONFIRMED),
                        NEVER_CONFIRMED,
                        "{after: P7D}",
                        in -> in.valueOr(
                                "after",
                                NEVER_CONFIRMED,
                                Values::period,
                                Values.PERIOD + ", so that the 10 minutes of a code fit in",
                                "P7D"))
                .orElse(NEVER_CONFIRMED);
    }

    /**
     * A reason's settings. Empty if it is off.
     *
     * @param defaultValue the settings if the file does not name the reason
     * @param on the settings if the file says just {@code on}
     */
    private <T> Optional<T> rule(
            Reason reason, Optional<T> defaultValue, T on, String example, Function<Section, T> settings) {
        String name = reason.id();
        if (section.optional(name).isEmpty()) {
            return defaultValue;
        } else if (section.says(name, "off")) {
            return Optional.empty();
        } else if (section.says(name, "on")) {
            return Optional.of(on);
        } else if (!section.isMapping(name)) {
            section.mistake(name, "is neither on, off nor settings; write for example `" + example + "`");
            return Optional.of(on);
        }
        return section.section(name, example).map(found -> {
            try (found) {
                return settings.apply(found);
            }
        });
    }

    private boolean isOn(Reason reason) {
        return section.valueOr(reason.id(), true, Values::onOrOff, "on or off", "on");
    }

    private static Period after(Section section, Period defaultValue) {
        return section.valueOr("after", defaultValue, Values::period, Values.PERIOD, defaultValue.toString());
    }

    private static Dead dead(Section section) {
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

    private static Period every(Section section) {
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

    private int suspected() {
        if (section.optional(SUSPECTED_NAME).isEmpty()) {
            return SUSPECTED;
        }
        return section.section(SUSPECTED_NAME, "{contacts: 5}")
                .map(found -> {
                    try (found) {
                        return found.valueOr(
                                "contacts",
                                SUSPECTED,
                                text -> Values.wholeNumber(text, 2, Integer.MAX_VALUE),
                                "a whole number from 2",
                                "5");
                    }
                })
                .orElse(SUSPECTED);
    }
}
