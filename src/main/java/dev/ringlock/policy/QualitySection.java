package dev.ringlock.policy;

import dev.ringlock.consent.Reason;
import dev.ringlock.terms.Retention;
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
    private static final String SUSPECTED_NAME = "suspected";

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
            return new Retention.QualityRules(
                    NEVER_CONFIRMED,
                    ReasonSettings.INACTIVE,
                    ReasonSettings.DEAD,
                    true,
                    true,
                    true,
                    null,
                    ReasonSettings.SUSPECTED);
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
                rule(
                                Reason.INACTIVE,
                                Optional.of(ReasonSettings.INACTIVE),
                                ReasonSettings.INACTIVE,
                                "{after: P18M}",
                                ReasonSettings::after)
                        .orElse(null),
                rule(
                                Reason.DEAD,
                                Optional.of(ReasonSettings.DEAD),
                                ReasonSettings.DEAD,
                                "{hardFailures: 2, within: P30D}",
                                ReasonSettings::dead)
                        .orElse(null),
                isOn(Reason.LINE_TYPE),
                isOn(Reason.RENUMBERED),
                isOn(Reason.INVALID),
                rule(
                                Reason.REASSIGNED,
                                Optional.empty(),
                                ReasonSettings.REASSIGNED,
                                "{every: P30D}",
                                ReasonSettings::every)
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

    private int suspected() {
        if (section.optional(SUSPECTED_NAME).isEmpty()) {
            return ReasonSettings.SUSPECTED;
        }
        return section.section(SUSPECTED_NAME, "{contacts: 5}")
                .map(found -> {
                    try (found) {
                        return ReasonSettings.contacts(found);
                    }
                })
                .orElse(ReasonSettings.SUSPECTED);
    }
}
