package dev.ringlock.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which rules are in force on a day, and what begins and ends until then.
 *
 * @param turns in the order of their days
 * @param inForce in the order of the tables
 */
public record RuleOutlook(List<RuleTurn> turns, List<LawRow> inForce) {

    /** A rule that begins on a day, or is no more in force from that day on. */
    public record RuleTurn(LocalDate day, boolean begins, LawRow row) {}

    /**
     * Looks ahead, or back.
     *
     * @param rows of which those that are off do not count
     * @param today what begins or ends on this day itself is not named
     */
    public static RuleOutlook of(List<LawRow> rows, LocalDate today, LocalDate day) {
        List<RuleTurn> turns = new ArrayList<>();
        List<LawRow> on = rows.stream().filter(LawRow::on).toList();
        for (LawRow row : on) {
            LocalDate from = row.rule().from();
            LocalDate until = row.rule().until();
            if (from != null && isBetween(from, today, day)) {
                turns.add(new RuleTurn(from, true, row));
            }
            if (until != null && isBetween(until, today, day)) {
                turns.add(new RuleTurn(until, false, row));
            }
        }
        turns.sort(Comparator.comparing(RuleTurn::day));
        return new RuleOutlook(
                List.copyOf(turns),
                on.stream().filter(row -> row.rule().inForce(day)).toList());
    }

    private static boolean isBetween(LocalDate turn, LocalDate today, LocalDate day) {
        return today.isBefore(day)
                ? turn.isAfter(today) && !turn.isAfter(day)
                : turn.isAfter(day) && !turn.isAfter(today);
    }
}
