package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.FileShape.FileFormat;
import dev.ringlock.imports.rows.ImportFileException.FileFault;
import dev.ringlock.policy.Policy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one by one, in constant memory. */
public final class ImportRows implements AutoCloseable {

    private final Reader text;
    private final FileRows rows;
    private final RowMeaning reader;
    private final long afterLine;
    private long lastLine;

    private ImportRows(Reader text, FileRows rows, RowMeaning reader, long afterLine) {
        this.text = text;
        this.rows = rows;
        this.reader = reader;
        this.afterLine = afterLine;
    }

    /**
     * Opens a file at the row behind a line.
     *
     * @param file it is closed with the rows
     * @param now what is later has not happened yet
     * @param afterLine only rows that begin behind this line are told; 0 for all
     * @throws ImportFileException if it cannot be read, or lacks a column of the mapping
     */
    public static ImportRows open(InputStream file, Mapping mapping, Policy policy, Instant now, long afterLine) {
        FileShape shape = mapping.shape();
        BufferedReader text = FileText.open(file, shape.encoding());
        RowMeaning reader = new RowMeaning(mapping, policy, policy.numberInText(), now);
        return new ImportRows(text, rows(text, shape, mapping.columns()), reader, afterLine);
    }

    private static FileRows rows(BufferedReader text, FileShape shape, Set<String> columns) {
        FileFormat format =
                shape.format().orElseGet(() -> FileFormat.of(FileText.head(text, shape.encoding()), columns));
        return switch (format) {
            case CSV -> new CsvRows(new FileLines(text, shape.encoding()), shape, columns);
            case NDJSON -> new NdjsonRows(new FileLines(text, shape.encoding()), new JsonColumns(columns));
            case JSON -> new JsonRows(text, shape, new JsonColumns(columns));
        };
    }

    /**
     * The next row; empty at the end.
     *
     * @throws ImportFileException if the file cannot be read from here on
     */
    public Optional<ImportRow> next() {
        FileRow row = read();
        while (row != null && row.line() <= afterLine) {
            row = read();
        }
        return Optional.ofNullable(row).map(reader::read);
    }

    /** @throws ImportFileException at the end, if no row had a column: a misspelt one would be silence in each */
    private @Nullable FileRow read() {
        FileRow row = rows.next();
        if (row == null && !rows.missing().isEmpty()) {
            throw new ImportFileException(
                    FileFault.COLUMNS,
                    lastLine,
                    "No row of the file has a field " + String.join(", ", rows.missing())
                            + ". Name each field as the file does. A field inside another is named with a dot.");
        }
        lastLine = row == null ? lastLine : row.line();
        return row;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
