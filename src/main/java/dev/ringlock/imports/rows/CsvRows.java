package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.FileLines.FileLine;
import dev.ringlock.imports.rows.ImportFileException.FileFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file. Empty ones are none. */
final class CsvRows implements FileRows {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    /** Excel names the delimiter in the first line: {@code sep=;}. */
    private static final String SEPARATOR = "sep=";

    /** More lines than any row has. A quote that is still open then was never closed. */
    private static final int MOST_LINES = 100;

    private static final Pattern DATE =
            Pattern.compile("\\d{1,4}([-./])\\d{1,2}\\1\\d{1,4}(?:[T ]+\\d{1,2}[:.]\\d{2})?");
    private static final Pattern NUMBER = Pattern.compile("\\d(?:[ ()/.-]{0,2}\\d){6,}");

    private final FileLines lines;
    private final CsvLine usual;
    private final List<CsvLine> others;
    private final CsvHeader header;
    /** Lines inside a row that cannot be trusted. */
    private final Deque<FileRow> refused = new ArrayDeque<>();

    /**
     * @param columns that the mapping names
     * @throws ImportFileException if the header lacks one
     */
    CsvRows(FileLines lines, FileShape shape, Set<String> columns) {
        this.lines = lines;
        Optional<Character> named = shape.delimiter();
        FileLine first = filled();
        if (first.text().startsWith(SEPARATOR) && first.text().length() == SEPARATOR.length() + 1) {
            char said = first.text().charAt(SEPARATOR.length());
            named = named.or(() -> Optional.of(said));
            first = filled();
        }
        lines.putBack(List.of(first));
        List<CsvLine> readers = named.map(List::of).orElse(DELIMITERS).stream()
                .map(CsvLine::new)
                .toList();
        List<String> given = shape.columns();
        this.usual = given.isEmpty()
                ? best(readers, names -> CsvHeader.found(names, columns))
                : best(readers, cells -> cells.size() == given.size() ? 1 : 0);
        List<String> names = given.isEmpty() ? header() : given;
        this.header = CsvHeader.of(names, columns, first.number());
        this.others = DELIMITERS.stream()
                .filter(other -> other != usual.delimiter())
                .map(CsvLine::new)
                .toList();
    }

    @Override
    public @Nullable FileRow next() {
        if (!refused.isEmpty()) {
            return refused.pop();
        }
        for (FileLine line = lines.next(); line != null; line = lines.next()) {
            if (line.tooLong()) {
                return FileRow.faulty(line.number(), RowFaultKind.TOO_LONG);
            }
            if (!line.text().isBlank()) {
                FileRow row = row(line);
                if (row != null) {
                    return row;
                }
            }
        }
        return null;
    }

    /** Null if all its cells are blank. */
    private @Nullable FileRow row(FileLine line) {
        List<FileLine> parts = parts(line, usual);
        if (parts.isEmpty()) {
            return FileRow.faulty(line.number(), RowFaultKind.BROKEN_QUOTES);
        }
        Optional<List<String>> whole = usual.cells(joined(parts));
        Optional<List<String>> cells = whole.filter(found -> found.size() == header.size());
        if (parts.size() > 1) {
            if (cells.isEmpty()) {
                lines.putBack(parts.subList(1, parts.size()));
                return FileRow.faulty(line.number(), RowFaultKind.BROKEN_QUOTES);
            }
            if (parts.stream().skip(1).anyMatch(this::mayBeRow)) {
                parts.stream()
                        .skip(1)
                        .forEach(part -> refused.add(FileRow.faulty(part.number(), RowFaultKind.BROKEN_QUOTES)));
                return FileRow.faulty(line.number(), RowFaultKind.BROKEN_QUOTES);
            }
        }
        List<String> found = cells.or(() -> otherwise(line.text())).orElse(List.of());
        if (found.isEmpty()) {
            return FileRow.faulty(
                    line.number(), whole.isEmpty() ? RowFaultKind.BROKEN_QUOTES : RowFaultKind.WRONG_COLUMNS);
        }
        return found.stream().allMatch(String::isBlank) ? null : new FileRow(line.number(), header.cells(found), null);
    }

    /**
     * Whether a line inside a quoted cell may be a row by itself. Then the quote may be one that was never closed, and rows
     * would be lost in the cell. Or somebody wrote a row into a text of theirs. Neither is taken.
     */
    private boolean mayBeRow(FileLine line) {
        boolean whole = usual.cells(line.text())
                .filter(cells -> cells.size() == header.size())
                .or(() -> otherwise(line.text()))
                .isPresent();
        return whole || (line.text().indexOf(usual.delimiter()) >= 0 && holdsNumber(line.text()));
    }

    private static boolean holdsNumber(String text) {
        return NUMBER.matcher(DATE.matcher(text).replaceAll("")).find();
    }

    /** The cells if exactly one other delimiter gives as many as the header has. */
    private Optional<List<String>> otherwise(String text) {
        List<List<String>> fitting = others.stream()
                .flatMap(other -> other.cells(text).stream())
                .filter(cells -> header.size() > 1 && cells.size() == header.size())
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /** The lines of a row that begins with this one. None if its quotes do not end; then the lines behind it are next. */
    private List<FileLine> parts(FileLine first, CsvLine csv) {
        List<FileLine> parts = new ArrayList<>(List.of(first));
        int length = first.text().length();
        while (csv.isOpen(joined(parts))) {
            FileLine next = lines.next();
            if (next != null) {
                parts.add(next);
                length += next.text().length();
            }
            if (next == null || next.tooLong() || parts.size() > MOST_LINES || length > FileLines.LONGEST) {
                lines.putBack(parts.subList(1, parts.size()));
                return List.of();
            }
        }
        return parts;
    }

    private List<String> header() {
        FileLine first = filled();
        return usual.cells(joined(parts(first, usual))).orElse(List.of());
    }

    /** The reader that serves best for the first row. */
    private CsvLine best(List<CsvLine> readers, ToLongFunction<List<String>> service) {
        FileLine first = filled();
        CsvLine best = readers.stream()
                .max(Comparator.comparingLong(csv ->
                        service.applyAsLong(csv.cells(joined(List.of(first))).orElse(List.of()))))
                .orElseThrow();
        lines.putBack(List.of(first));
        return best;
    }

    /** The next line that is not empty. */
    private FileLine filled() {
        FileLine line = lines.next();
        while (line != null && !line.tooLong() && line.text().isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            throw new ImportFileException(FileFault.EMPTY, 1, "The file has nothing in it.");
        }
        return line;
    }

    private static String joined(List<FileLine> parts) {
        return parts.size() == 1
                ? parts.get(0).text()
                : parts.stream().map(FileLine::text).collect(Collectors.joining("\n"));
    }
}
