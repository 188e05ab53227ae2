package dev.ringlock.imports.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of one JSON object as cells. A field inside another is named with a dot, as {@code user.phone}. The values of
 * a list are joined by semicolons.
 */
final class JsonCells {

    /** More values than any row of numbers and consents has. */
    private static final int MOST_VALUES = 10_000;

    private static final int DEEPEST = 20;

    /** A longer text in a column of the mapping ends the document. A shorter one refuses its row, if it is too long. */
    private static final int LONGEST_TEXT = 1 << 22;

    /** It remembers no field names: a file can have as many as it likes. */
    static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(FileLines.LONGEST)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonColumns columns;
    private final Map<String, String> cells = new HashMap<>();
    /** Cells whose field has the column's name in another case. */
    private final Map<String, String> otherCase = new HashMap<>();

    private final Map<String, String> fieldOf = new HashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private int values;
    private int length;
    private boolean unreadable;

    private JsonCells(JsonColumns columns) {
        this.columns = columns;
    }

    /**
     * Reads the object whose beginning the parser has just read, up to its end.
     *
     * @param columns the cells that are kept
     */
    static FileRow row(JsonParser json, long line, JsonColumns columns) throws IOException {
        JsonCells cells = new JsonCells(columns);
        cells.object(json, "");
        Optional<RowFaultKind> fault = cells.fault();
        if (fault.isPresent()) {
            return FileRow.faulty(line, fault.get());
        }
        columns.seen(cells.fieldOf.keySet());
        cells.otherCase.forEach(cells.cells::putIfAbsent);
        return new FileRow(line, Map.copyOf(cells.cells), null);
    }

    /** Adds the names of the same object's cells, as far as they can be read. */
    static void names(JsonParser json, Set<String> names) throws IOException {
        JsonCells cells = new JsonCells(new JsonColumns(Set.of()));
        try {
            cells.object(json, "");
        } finally {
            names.addAll(cells.seen);
        }
    }

    private Optional<RowFaultKind> fault() {
        return isTooLong()
                ? Optional.of(RowFaultKind.TOO_LONG)
                : unreadable ? Optional.of(RowFaultKind.NOT_JSON) : Optional.empty();
    }

    private boolean isTooLong() {
        return values > MOST_VALUES || length > FileLines.LONGEST;
    }

    private void object(JsonParser json, String path) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = path + json.currentName();
            if (!isTooLong()) {
                length += name.length();
                unreadable |= !seen.add(name);
            }
            json.nextToken();
            value(json, name);
        }
    }

    private void value(JsonParser json, String name) throws IOException {
        if (isTooLong()) {
            json.skipChildren();
            return;
        }
        String column = columns.of(name).orElse("");
        if (!column.isEmpty()) {
            // the same column under two names that differ in case: which one counts?
            String before = fieldOf.put(column, name);
            unreadable |= before != null && !before.equals(column) && !name.equals(column);
        }
        if (json.currentToken() == JsonToken.START_OBJECT) {
            // a column has a plain value
            unreadable |= !column.isEmpty();
            object(json, name + ".");
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                element(json, name, column);
            }
        } else {
            scalar(json, name, column);
        }
    }

    /** A list of objects inside a row is no cell. */
    private void element(JsonParser json, String name, String column) throws IOException {
        if (json.currentToken().isStructStart()) {
            unreadable |= !column.isEmpty();
            json.skipChildren();
        } else if (!isTooLong()) {
            scalar(json, name, column);
        }
    }

    private void scalar(JsonParser json, String name, String column) throws IOException {
        values++;
        if (json.currentToken() != JsonToken.VALUE_NULL && !column.isEmpty()) {
            String text = json.getText();
            length += text.length();
            (name.equals(column) ? cells : otherCase).merge(column, text, (before, more) -> before + ";" + more);
        }
    }
}
