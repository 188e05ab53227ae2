package dev.ringlock.imports.rows;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.util.List;
import java.util.Optional;

/** Reads one row of CSV (RFC 4180). FastCSV splits it. It can span lines, and its text is all there. */
final class CsvLine {

    private static final char QUOTE = '"';

    private final char delimiter;
    private final CsvReaderBuilder reader;

    CsvLine(char delimiter) {
        this.delimiter = delimiter;
        this.reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .trimWhitespacesAroundQuotes(true);
    }

    char delimiter() {
        return delimiter;
    }

    /** Empty if its quotes are broken. */
    Optional<List<String>> cells(String row) {
        try {
            return Optional.of(reader.ofSingleCsvRecord(row).getFields());
        } catch (CsvParseException e) {
            return Optional.empty();
        }
    }

    /** Whether a cell in quotes goes on behind this text. */
    boolean isOpen(String row) {
        boolean begins = true;
        boolean inQuotes = false;
        boolean closed = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (inQuotes) {
                closed = c == QUOTE;
                inQuotes = !closed;
            } else if (c == QUOTE && (begins || closed)) {
                // behind a closing quote it is a quote inside the cell
                inQuotes = true;
                begins = false;
            } else {
                closed = false;
                begins = c == delimiter || (begins && c <= ' ');
            }
        }
        return inQuotes;
    }
}
