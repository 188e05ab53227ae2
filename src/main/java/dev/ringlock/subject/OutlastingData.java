package dev.ringlock.subject;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A row of the tables of what outlasts an erasure: {@code policy/erasure.csv}, and {@code policy/erasure-here.csv} of AWS or of
 * one machine.
 *
 * @param days a number, {@code policy}, {@code proof}, or empty
 * @param ground why it may be kept; empty if it is not
 */
record OutlastingData(boolean kept, String kind, String days, String text, String ground, String source) {

    /** Every row, in the tables' order. */
    static List<OutlastingData> all() {
        return Stream.of("erasure.csv", "erasure-here.csv")
                .flatMap(table -> read(table).stream())
                .toList();
    }

    private static List<OutlastingData> read(String table) {
        try (InputStream in = OutlastingData.class.getResourceAsStream("/policy/" + table)) {
            return CsvReader.builder()
                    .commentStrategy(CommentStrategy.SKIP)
                    .ofNamedCsvRecord(Objects.requireNonNull(in, "the table of what outlasts an erasure is missing"))
                    .stream()
                    .map(OutlastingData::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutlastingData of(NamedCsvRecord row) {
        return new OutlastingData(
                row.getField("part").equals("kept"),
                row.getField("kind"),
                row.getField("days"),
                row.getField("text"),
                row.getField("ground"),
                row.getField("source"));
    }
}
