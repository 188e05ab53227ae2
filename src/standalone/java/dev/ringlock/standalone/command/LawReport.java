package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.law.LawRow;
import dev.ringlock.law.Laws;
import dev.ringlock.law.RuleOutlook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What law says of a policy on a day, and what changes until then. */
final class LawReport {

    private static final String REACHES_ALL =
            "law.revocationReachesAll: a no from a number of the USA reaches everything";

    private final LocalDate today;
    private final LocalDate day;
    private final RuleOutlook outlook;
    private final @Nullable LocalDate reachesAll;

    LawReport(Laws laws, LocalDate today, LocalDate day) {
        this.today = today;
        this.day = day;
        this.outlook = laws.outlook(today, day);
        this.reachesAll = laws.revocationReachesAll();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        List<String> turns = turns();
        lines.add((turns.isEmpty() ? "No rule begins or ends" : "What changes") + " from " + today + " to " + day
                + (turns.isEmpty() ? "." : ":"));
        lines.addAll(turns);
        lines.add("");
        lines.add("In force on " + day + ":");
        outlook.inForce().forEach(row -> lines.add("  " + described(row)));
        if (reachesAll != null && !day.isBefore(reachesAll)) {
            lines.add("  " + REACHES_ALL);
        }
        return lines;
    }

    private List<String> turns() {
        Stream<String> rules = outlook.turns().stream()
                .map(turn -> "  " + turn.day() + (turn.begins() ? " begins: " : " ends: ") + described(turn.row()));
        LocalDate all = reachesAll;
        boolean turnsHere = all != null && today.isBefore(all) && !day.isBefore(all);
        return Stream.concat(rules, turnsHere ? Stream.of("  " + all + " begins: " + REACHES_ALL) : Stream.empty())
                .sorted()
                .toList();
    }

    private static String described(LawRow row) {
        String channels =
                row.channels().stream().map(channel -> channel.id()).sorted().collect(Collectors.joining(", "));
        return row.rule().id() + " (" + row.rule().jurisdiction() + "; " + channels + "; "
                + row.rule().appliesTo() + "): " + row.content().summary() + ". Source: "
                + row.rule().source() + " (" + row.rule().confidence() + ")";
    }

    void write(ObjectNode document) {
        document.put("today", today.toString()).put("on", day.toString());
        ArrayNode turns = document.putArray("turns");
        for (RuleOutlook.RuleTurn turn : outlook.turns()) {
            write(
                    turns.addObject()
                            .put("day", turn.day().toString())
                            .put("begins", turn.begins())
                            .putObject("rule"),
                    turn.row());
        }
        ArrayNode inForce = document.putArray("inForce");
        outlook.inForce().forEach(row -> write(inForce.addObject(), row));
        document.put("revocationReachesAll", Objects.toString(reachesAll, null));
    }

    private static void write(ObjectNode rule, LawRow row) {
        rule.put("id", row.rule().id())
                .put("jurisdiction", row.rule().jurisdiction())
                .put("appliesTo", row.rule().appliesTo())
                .put("says", row.content().summary())
                .put("source", row.rule().source())
                .put("confidence", row.rule().confidence())
                .put("from", Objects.toString(row.rule().from(), null))
                .put("until", Objects.toString(row.rule().until(), null))
                .put("note", row.note());
        ArrayNode channels = rule.putArray("channels");
        row.channels().stream().map(channel -> channel.id()).sorted().forEach(channels::add);
    }
}
