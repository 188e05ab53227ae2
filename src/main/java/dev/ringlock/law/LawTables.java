package dev.ringlock.law;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.PurposeKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of law that come with Ringlock ({@code law/*.csv}): comma-separated, with the quotes of RFC 4180. */
public final class LawTables {

    private static final String HOURS = "hours";
    private static final String CAPS = "caps";
    private static final String CEILINGS = "ceilings";
    private static final String OTHERS = "others";

    private LawTables() {}

    /** Every row of hours, caps and ceilings, in the tables' order, also those that are off. */
    public static List<LawRow> rows() {
        List<LawRow> rows = new ArrayList<>();
        cells(HOURS).forEach(cells -> rows.add(row(cells, RuleOccasion.valueOf(upper(cells, "binds")), week(cells))));
        cells(CAPS)
                .forEach(cells -> rows.add(row(
                        cells,
                        RuleOccasion.ALWAYS,
                        new RuleContent.RollingQuota(
                                Integer.parseInt(get(cells, "most")), Duration.parse(get(cells, "per"))))));
        cells(CEILINGS)
                .forEach(cells -> rows.add(
                        row(cells, RuleOccasion.ALWAYS, new RuleContent.ConsentAge(Period.parse(get(cells, "age"))))));
        return rows;
    }

    /** The rows of other kinds: for information, with what Ringlock does about each. */
    public static List<Map<String, String>> others() {
        return cells(OTHERS);
    }

    /** All tables as they are, and what tells the tables of holidays apart: to tell whether anything changed. */
    public static String text() {
        return Stream.of(HOURS, CAPS, CEILINGS, OTHERS, Holidays.LIST)
                .map(name -> resource(name).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    private static LawRow row(Map<String, String> cells, RuleOccasion occasion, RuleContent content) {
        LegalRule rule = new LegalRule(
                get(cells, "id"),
                get(cells, "jurisdiction"),
                get(cells, "applies_to"),
                get(cells, "source"),
                get(cells, "confidence"),
                date(get(cells, "from")),
                date(get(cells, "until")));
        return new LawRow(
                rule,
                occasion,
                several(cells, "channels", Channel::valueOf),
                several(cells, "kinds", PurposeKind::valueOf),
                Set.of(),
                get(cells, "state").equals("on"),
                get(cells, "note"),
                content);
    }

    private static RuleContent week(Map<String, String> cells) {
        String holidays = get(cells, "public_holidays");
        return new RuleContent.WeekHours(
                DayHours.parse(get(cells, "mon_fri")),
                DayHours.parse(get(cells, "sat")),
                DayHours.parse(get(cells, "sun")),
                holidays.isEmpty() ? null : DayHours.parse(holidays));
    }

    private static <T> Set<T> several(Map<String, String> cells, String column, Function<String, T> of) {
        return Stream.of(upper(cells, column).split(" ", -1)).map(of).collect(Collectors.toSet());
    }

    private static @Nullable LocalDate date(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    private static String upper(Map<String, String> cells, String column) {
        return get(cells, column).toUpperCase(Locale.ROOT);
    }

    private static String get(Map<String, String> cells, String column) {
        String cell = cells.get(column);
        if (cell == null) {
            throw new IllegalStateException("a table of law has no column " + column);
        }
        return cell;
    }

    private static List<Map<String, String>> cells(String name) {
        return rows(
                resource(name).orElseThrow(() -> new IllegalStateException("the table of law is missing: " + name)));
    }

    /** The rows of a table by their columns' names. */
    static List<Map<String, String>> rows(String table) {
        return CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(table).stream()
                .map(NamedCsvRecord::getFieldsAsMap)
                .toList();
    }

    /** A file of the folder; empty if there is none of that name. */
    static Optional<String> resource(String name) {
        try (InputStream in = LawTables.class.getResourceAsStream("/law/" + name + ".csv")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
