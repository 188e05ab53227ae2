package dev.ringlock.policy;

import dev.ringlock.law.DayHours;
import dev.ringlock.law.LawRow;
import dev.ringlock.law.LawTables;
import dev.ringlock.law.Laws;
import dev.ringlock.law.LegalRule;
import dev.ringlock.law.RuleContent;
import dev.ringlock.law.RuleOccasion;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the file's {@code law}: which rows of the tables of law bind, and the owner's own rows. The section and each of its
 * lines are optional. Then every row of the tables that has a source binds.
 */
final class LawSection {

    private static final String EXAMPLE = "{off: {us-me-hours: why not}}";
    private static final String OWN = "own rule";
    private static final String CHANNELS =
            Stream.of(Channel.values()).map(Channel::id).collect(Collectors.joining(", "));
    private static final Set<Channel> ALL_CHANNELS = Set.of(Channel.values());
    private static final RuleContent.RollingQuota ONE_A_DAY = new RuleContent.RollingQuota(1, Duration.ofDays(1));

    private final Mistakes mistakes;
    private final Map<Purpose, Terms> purposes;
    private final List<LawRow> rows = new ArrayList<>(LawTables.rows());

    LawSection(Mistakes mistakes, Map<Purpose, Terms> purposes) {
        this.mistakes = mistakes;
        this.purposes = purposes;
    }

    /** @param capsOfPurposes the owner's caps that stand with the purposes */
    Laws read(Section root, List<LawRow> capsOfPurposes) {
        rows.addAll(capsOfPurposes);
        LocalDate reachesAll = null;
        if (root.optional("law").isPresent()) {
            reachesAll = root.section("law", EXAMPLE).map(this::law).orElse(null);
        }
        return new Laws(rows, List.copyOf(purposes.values()), reachesAll);
    }

    private @Nullable LocalDate law(Section section) {
        try (section) {
            switched(section, "off", false);
            switched(section, "on", true);
            own(section, "hours", LawSection::week);
            own(section, "caps", LawSection::quota);
            own(section, "ceilings", LawSection::age);
            return date(section, "revocationReachesAll");
        }
    }

    /** Rows of the tables that the owner switches, each with the reason. */
    private void switched(Section law, String name, boolean on) {
        if (law.optional(name).isEmpty()) {
            return;
        }
        law.section(name, "{" + rows.get(0).rule().id() + ": why}").ifPresent(section -> {
            List<String> known = rows.stream()
                    .filter(row -> row.on() != on)
                    .map(row -> row.rule().id())
                    .toList();
            for (String id : section.names()) {
                String why = section.text(id, "the reason, for those who ask later");
                if (known.contains(id)) {
                    rows.replaceAll(row -> row.rule().id().equals(id) ? row.switched(on, why) : row);
                } else {
                    section.mistakeAtName(
                            id,
                            "is not a rule that is " + (on ? "off" : "on") + "; those are " + String.join(", ", known));
                }
            }
        });
    }

    private void own(Section law, String name, Function<Section, RuleContent> content) {
        if (law.optional(name).isEmpty()) {
            return;
        }
        List<Node> nodes = law.list(name, "[{id: our-rule, jurisdiction: DE, source: our lawyer, …}]");
        for (int i = 0; i < nodes.size(); i++) {
            Section section = new Section(mistakes, law.at(name) + "[" + i + "]", nodes.get(i));
            try (section) {
                LawRow row = row(section, content.apply(section));
                Set<String> ids = rows.stream().map(each -> each.rule().id()).collect(Collectors.toSet());
                if (ids.contains(row.rule().id())) {
                    section.mistake("id", "\"" + row.rule().id() + "\" is another rule's; choose one of your own");
                }
                rows.add(row);
            }
        }
    }

    private LawRow row(Section section, RuleContent content) {
        LocalDate from = date(section, "from");
        LocalDate until = date(section, "until");
        if (from != null && until != null && !from.isBefore(until)) {
            section.mistake("until", until + " is not after `from`, so that the rule would never be in force");
        }
        LegalRule rule = new LegalRule(
                section.value("id", OWN, Values::noticeId, "an id (lower-case letters, digits, dashes)", "our-rule"),
                section.value(
                        "jurisdiction",
                        LawRow.EVERYWHERE,
                        Values::jurisdiction,
                        "a country or a state (ISO 3166, such as DE or US-FL), or * in quotes for everywhere",
                        "US-FL"),
                section.optional("appliesTo").isEmpty() ? OWN : section.text("appliesTo", "calls"),
                section.text("source", "our lawyer's letter of 2026-11-01"),
                LawRow.OWNER,
                from,
                until);
        return new LawRow(
                rule,
                RuleOccasion.ALWAYS,
                channels(section, ALL_CHANNELS),
                several(
                        section,
                        "kinds",
                        Set.of(PurposeKind.MARKETING),
                        Values::boundKind,
                        "a kind that rules bind; those are marketing, transactional",
                        "[marketing]"),
                several(section, "purposes", Set.of(), this::purpose, "a purpose of this policy", "[marketing]"),
                true,
                "",
                content);
    }

    private Purpose purpose(String id) {
        Purpose purpose = new Purpose(id);
        if (!purposes.containsKey(purpose)) {
            throw new IllegalArgumentException("not a purpose of this policy");
        }
        return purpose;
    }

    private static Set<Channel> channels(Section section, Set<Channel> all) {
        return several(section, "channels", all, Values::channel, "a channel; known are " + CHANNELS, "[sms]");
    }

    private static <T> Set<T> several(
            Section section, String name, Set<T> all, Function<String, T> parser, String what, String example) {
        return section.optional(name).isEmpty() ? all : new HashSet<>(section.values(name, parser, what, example));
    }

    private static @Nullable LocalDate date(Section section, String name) {
        return section.optional(name).isEmpty()
                ? null
                : section.value(name, LocalDate.EPOCH, LocalDate::parse, "a date (ISO 8601)", "2027-01-31");
    }

    private static RuleContent week(Section section) {
        RuleContent.WeekHours week = new RuleContent.WeekHours(
                hours(section, "monFri"),
                hours(section, "sat"),
                hours(section, "sun"),
                section.optional("holidays").isEmpty() ? null : hours(section, "holidays"));
        if (week.isNeverOpen()) {
            section.mistake("monFri", "and the other days have no hour at all; take the channel from the purpose");
        }
        return week;
    }

    private static DayHours hours(Section section, String name) {
        return section.value(
                name,
                DayHours.ALL,
                DayHours::parse,
                "hours of a day in order, or none; a day ends at 24:00",
                "09:00-12:30;14:00-20:00");
    }

    private static RuleContent.RollingQuota quota(Section section) {
        return new RuleContent.RollingQuota(
                section.value("most", ONE_A_DAY.most(), Values::positive, "a whole number from 1", "4"),
                section.value(
                        "per",
                        ONE_A_DAY.per(),
                        Values::capWindow,
                        "a length of time from an hour to 366 days (ISO 8601, without months)",
                        "P30D"));
    }

    private static RuleContent age(Section section) {
        return new RuleContent.ConsentAge(section.value("age", Period.ofDays(1), Values::period, Values.PERIOD, "P1Y"));
    }

    /** The owner's caps of one purpose. */
    static List<LawRow> capsOf(Section purposeSection, Terms terms, Mistakes mistakes) {
        if (purposeSection.optional("caps").isEmpty()) {
            return List.of();
        }
        if (terms.kind() == PurposeKind.SECURITY) {
            purposeSection.mistake("caps", "are not for a purpose of the kind security: no cap holds a code back");
        }
        List<LawRow> caps = new ArrayList<>();
        List<Node> nodes = purposeSection.list("caps", "[{most: 4, per: P30D}]");
        for (int i = 0; i < nodes.size(); i++) {
            Section section = new Section(mistakes, purposeSection.at("caps") + "[" + i + "]", nodes.get(i));
            try (section) {
                String id = terms.purpose().id() + "-cap" + (i == 0 ? "" : "-" + (i + 1));
                caps.add(new LawRow(
                        new LegalRule(id, LawRow.EVERYWHERE, OWN, "policy", LawRow.OWNER, null, null),
                        RuleOccasion.ALWAYS,
                        channels(section, terms.channels()),
                        Set.of(PurposeKind.values()),
                        Set.of(terms.purpose()),
                        true,
                        "",
                        quota(section)));
            }
        }
        return caps;
    }
}
