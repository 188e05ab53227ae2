package dev.ringlock.store;

import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A budget's places as one short text, as every store keeps them: a line each, with blanks between. */
public final class BudgetText {

    private static final int FIELDS = 5;

    private BudgetText() {}

    public static String write(List<BudgetPlace> places) {
        return places.stream().map(BudgetText::line).collect(Collectors.joining("\n"));
    }

    public static List<BudgetPlace> read(String text) {
        return text.isEmpty() ? List.of() : text.lines().map(BudgetText::place).toList();
    }

    private static String line(BudgetPlace place) {
        return place.at().toEpochMilli() + " " + place.purpose().id() + " "
                + place.channel().id() + " " + place.decisionId() + " " + place.key();
    }

    private static BudgetPlace place(String line) {
        String[] fields = line.split(" ", FIELDS);
        if (fields.length != FIELDS) {
            throw new IllegalStateException("a stored budget is damaged");
        }
        return new BudgetPlace(
                fields[3],
                Instant.ofEpochMilli(Long.parseLong(fields[0])),
                new Purpose(fields[1]),
                Channel.valueOf(fields[2].toUpperCase(Locale.ROOT)),
                fields[4]);
    }
}
