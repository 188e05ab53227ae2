package dev.ringlock.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.terms.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/law.md shows the tables as they are. {@code -Dlaw.page=write} writes them into it. */
class LawPageTest {

    private static final Path PAGE = Path.of("docs/law.md");
    private static final String BEGIN = "<!-- the tables, by LawPageTest -->\n";
    private static final String END = "<!-- the end of the tables -->\n";

    @Test
    void thePageShowsTheTables() throws IOException {
        String page = Files.readString(PAGE);
        String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String expected = head + tables() + page.substring(page.indexOf(END));
        if (System.getProperty("law.page", "").equals("write")) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(expected, Files.readString(PAGE), "write it with -Dlaw.page=write");
    }

    private static String tables() {
        StringBuilder text =
                new StringBuilder("\n| rule | where | what it is about | what it says | from, until | source | note |\n"
                        + "|---|---|---|---|---|---|---|\n");
        for (LawRow row : LawTables.rows()) {
            LegalRule rule = row.rule();
            text.append(line(
                    "`" + rule.id() + "`" + (row.on() ? "" : " **off**"),
                    rule.jurisdiction().equals(LawRow.EVERYWHERE) ? "everywhere" : rule.jurisdiction(),
                    rule.appliesTo() + " → " + channels(row.channels()),
                    row.content().summary(),
                    dates(Objects.toString(rule.from(), ""), Objects.toString(rule.until(), "")),
                    rule.source() + " (" + rule.confidence() + ")",
                    row.note()));
        }
        text.append(
                "\nRules of other kinds, and what Ringlock does about each:\n\n| rule | where | what it says | from | what Ringlock does | source |\n"
                        + "|---|---|---|---|---|---|\n");
        for (Map<String, String> row : LawTables.others()) {
            text.append(line(
                    "`" + row.get("id") + "`",
                    row.get("jurisdiction"),
                    row.get("what") + ": " + row.get("applies_to") + ": " + row.get("value"),
                    row.get("from"),
                    row.get("ringlock"),
                    row.get("source") + " (" + row.get("confidence") + ")"));
        }
        return text.append("\n").toString();
    }

    private static String channels(Set<Channel> channels) {
        return channels.size() == Channel.values().length
                ? "all channels"
                : channels.stream().map(Channel::id).sorted().collect(Collectors.joining(", "));
    }

    private static String dates(String from, String until) {
        return Stream.of(from.isEmpty() ? "" : "from " + from, until.isEmpty() ? "" : "until " + until)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String line(String... cells) {
        return "| " + Stream.of(cells).map(cell -> cell.replace("|", "/")).collect(Collectors.joining(" | ")) + " |\n";
    }

    @Test
    void idsAreThereOnce() {
        List<String> ids = Stream.concat(
                        LawTables.rows().stream().map(row -> row.rule().id()),
                        LawTables.others().stream().map(row -> row.get("id")))
                .toList();
        assertEquals(ids.stream().distinct().toList(), ids);
    }

    @Test
    void whatNoSourceConfirmsIsOff() {
        for (LawRow row : LawTables.rows()) {
            boolean isDoubtful = row.rule().confidence().equals("UNCONFIRMED")
                    || row.rule().confidence().equals("unclear");
            assertEquals(!isDoubtful, row.on(), row.rule().id());
            assertFalse(row.rule().source().isEmpty(), row.rule().id());
        }
    }

    /** Ringlock's own proposals are nobody's law, and say so. */
    @Test
    void proposalsAreTheFallbacks() {
        assertEquals(
                Set.of("any-hours", "us-unknown-state-hours"),
                LawTables.rows().stream()
                        .filter(row -> row.rule().confidence().equals("design"))
                        .map(row -> row.rule().id())
                        .collect(Collectors.toSet()));
    }

    /** The strictest row for a number of an unknown state is at least as strict as each state's. */
    @Test
    void theRowForAnUnknownStateAllowsNothingThatAStateForbids() {
        List<LawRow> rows = LawTables.rows();
        RuleContent.WeekHours strict = rows.stream()
                .filter(row -> row.occasion() == RuleOccasion.UNKNOWN_STATE)
                .map(row -> (RuleContent.WeekHours) row.content())
                .findFirst()
                .orElseThrow();
        for (LawRow row : rows) {
            boolean isOfState = row.rule().jurisdiction().startsWith("US-") && row.on();
            if (isOfState && row.content() instanceof RuleContent.WeekHours week) {
                assertEquals(
                        strict.monFri(),
                        strict.monFri().and(week.monFri()),
                        row.rule().id());
                assertEquals(
                        strict.sat(), strict.sat().and(week.sat()), row.rule().id());
                assertTrue(strict.sun().spans().isEmpty(), row.rule().id());
            }
        }
    }
}
