package dev.ringlock.subject.evidence;

import dev.ringlock.law.LawRow;
import dev.ringlock.law.LegalRule;
import dev.ringlock.ledger.Entry;
import dev.ringlock.policy.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of law, and the owner's own rules, that were in force on the days that count: of each consent and opt-out, of each
 * message in question, and of the pack.
 *
 * @param policyVersion of today; the rows of law are dated, the policy is not
 * @param countries whose rows are listed, with those that bind everywhere
 * @param days UTC, with the rows that were in force then
 */
record RulesInForce(String policyVersion, String note, Set<String> countries, SortedMap<String, List<RuleRow>> days) {

    private static final String NOTE =
            "Each row names its source. This is a list of what the program acted on, and no legal"
                    + " advice. The policy is the one of the day on which this pack was made; notices that were shown are kept as they"
                    + " were.";

    /** A row as the tables have it. */
    record RuleRow(
            String id,
            String jurisdiction,
            String appliesTo,
            String rule,
            String from,
            String until,
            String on,
            String source,
            String confidence) {

        static RuleRow of(LawRow row) {
            LegalRule rule = row.rule();
            return new RuleRow(
                    rule.id(),
                    rule.jurisdiction(),
                    rule.appliesTo(),
                    row.content().summary(),
                    rule.from() == null ? "" : rule.from().toString(),
                    rule.until() == null ? "" : rule.until().toString(),
                    row.on() ? "on" : "off",
                    rule.source(),
                    rule.confidence());
        }
    }

    RulesInForce {
        countries = new TreeSet<>(countries);
        days = new TreeMap<>(days);
    }

    static RulesInForce of(Policy policy, List<Entry> entries, Stream<Instant> others) {
        Set<String> countries = entries.stream()
                .map(entry -> entry.fields().getOrDefault("jurisdiction", ""))
                .filter(country -> !country.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Stream<Instant> acts = entries.stream()
                .filter(entry -> entry.fields().containsKey("purpose"))
                .map(Entry::at);
        TreeMap<String, List<RuleRow>> days = new TreeMap<>();
        Stream.concat(acts, others)
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                .distinct()
                .forEach(day -> days.put(day.toString(), rows(policy, countries, day)));
        return new RulesInForce(policy.version(), NOTE, countries, days);
    }

    private static List<RuleRow> rows(Policy policy, Set<String> countries, LocalDate day) {
        return policy.laws().rows().stream()
                .filter(row -> row.rule().inForce(day))
                .filter(row -> row.rule().jurisdiction().equals(LawRow.EVERYWHERE)
                        || countries.contains(row.rule().jurisdiction().split("-", 2)[0]))
                .map(RuleRow::of)
                .toList();
    }
}
