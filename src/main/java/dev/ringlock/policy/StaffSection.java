package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import java.time.Duration;
import java.util.List;

/** Reads the file's {@code staff}. The section and each of its lines are optional. */
final class StaffSection {

    private static final List<String> REASONS = List.of("call_back", "complaint", "person_asked", "suspected_misuse");
    private static final int PER_HOUR = 20;
    private static final int PER_DAY = 100;
    private static final int MOST = 1_000_000;

    private StaffSection() {}

    static StaffRules read(Section root) {
        if (root.optional("staff").isEmpty()) {
            return staff(REASONS, PER_HOUR, PER_DAY);
        }
        return root.section("staff", "{reasons: [call_back]}")
                .map(StaffSection::staff)
                .orElseThrow();
    }

    private static StaffRules staff(Section section) {
        try (section) {
            List<String> reasons = section.optional("reasons").isEmpty()
                    ? REASONS
                    : section.values(
                            "reasons",
                            Values::reason,
                            "a reason's id (lower-case letters, digits, underscores; at most 32)",
                            "[call_back]");
            if (section.optional("reveals").isEmpty()) {
                return staff(reasons, PER_HOUR, PER_DAY);
            }
            return section.section("reveals", "{perHour: 20, perDay: 100}")
                    .map(reveals -> reveals(reasons, reveals))
                    .orElseThrow();
        }
    }

    private static StaffRules reveals(List<String> reasons, Section section) {
        try (section) {
            int perHour = number(section, "perHour", PER_HOUR);
            int perDay = number(section, "perDay", PER_DAY);
            if (perHour > perDay) {
                section.mistake(
                        section.optional("perHour").isEmpty() ? "perDay" : "perHour",
                        "allows more per hour (" + perHour + ") than per day (" + perDay + "); write both");
            }
            return staff(reasons, perHour, perDay);
        }
    }

    private static int number(Section section, String name, int defaultValue) {
        return section.valueOr(
                name,
                defaultValue,
                text -> Values.wholeNumber(text, 1, MOST),
                "a whole number from 1 to " + MOST,
                String.valueOf(defaultValue));
    }

    private static StaffRules staff(List<String> reasons, int perHour, int perDay) {
        return new StaffRules(reasons, new Limit(perHour, Duration.ofHours(1)), new Limit(perDay, Duration.ofDays(1)));
    }
}
