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

    /** It remembers no field names: a file can have as many as it likes. */
    static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(FileLines.LONGEST)
                    .maxNameLength(FileLines.LONGEST)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Set<String> wanted;
    private final Map<String, String> cells = new HashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private int values;
    private int length;
    private boolean twice;

    private JsonCells(Set<String> wanted) {
        this.wanted = wanted;
    }

    /**
     * Reads the object whose beginning the parser has just read, up to its end.
     *
     * @param wanted the cells that are kept
     */
    static FileRow row(JsonParser json, long line, Set<String> wanted) throws IOException {
        JsonCells cells = new JsonCells(wanted);
        cells.object(json, "");
        return cells.fault()
                .map(kind -> FileRow.faulty(line, kind))
                .orElseGet(() -> new FileRow(line, Map.copyOf(cells.cells), null));
    }

    /** Adds the names of the same object's cells, as far as they can be read. */
    static void names(JsonParser json, Set<String> names) throws IOException {
        JsonCells cells = new JsonCells(Set.of());
        try {
            cells.object(json, "");
        } finally {
            names.addAll(cells.seen);
        }
    }

    private Optional<RowFaultKind> fault() {
        return isTooLong()
                ? Optional.of(RowFaultKind.TOO_LONG)
                : twice ? Optional.of(RowFaultKind.NOT_JSON) : Optional.empty();
    }

    private boolean isTooLong() {
        return values > MOST_VALUES || length > FileLines.LONGEST;
    }

    private void object(JsonParser json, String path) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = path + json.currentName();
            if (!isTooLong()) {
                length += name.length();
                twice |= !seen.add(name);
            }
            json.nextToken();
            value(json, name);
        }
    }

    private void value(JsonParser json, String name) throws IOException {
        if (isTooLong()) {
            json.skipChildren();
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            object(json, name + ".");
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                element(json, name);
            }
        } else {
            scalar(json, name);
        }
    }

    /** A list of objects inside a row is no cell. */
    private void element(JsonParser json, String name) throws IOException {
        if (json.currentToken().isStructStart()) {
            json.skipChildren();
        } else if (!isTooLong()) {
            scalar(json, name);
        }
    }

    private void scalar(JsonParser json, String name) throws IOException {
        values++;
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            String text = json.getText();
            length += text.length();
            if (wanted.contains(name)) {
                cells.merge(name, text, (before, more) -> before + ";" + more);
            }
        }
    }
}
