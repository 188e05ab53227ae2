package dev.ringlock.imports.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The place of a value of each row: columns, or the mapping itself.
 *
 * @param columns the first that is filled in counts. Empty if the value is fixed
 * @param otherwise the fixed value; with columns, what counts if all of them are blank
 */
record MappedValue(List<String> columns, String otherwise) {

    static final MappedValue NONE = new MappedValue(List.of(), "");

    MappedValue {
        columns = List.copyOf(columns);
    }

    /** A fixed text, or {@code {column: X}}, or {@code {columns: [X, Y], otherwise: text}}. */
    static MappedValue read(MappingFields fields, String name) {
        if (!fields.has(name)) {
            return NONE;
        }
        if (fields.isText(name)) {
            return new MappedValue(List.of(), fields.text(name).strip());
        }
        try (MappingFields own = fields.object(name).orElseThrow()) {
            return ofColumns(own);
        }
    }

    /** The same where other fields stand beside its columns. */
    static MappedValue ofColumns(MappingFields own) {
        List<String> columns = Stream.concat(own.texts("column").stream(), own.texts("columns").stream())
                .toList();
        if (columns.isEmpty()) {
            own.missing("column", "Name the column, such as `column: Phone`.");
        } else if (columns.stream().anyMatch(String::isBlank)) {
            own.mistake("column", "not_valid", "Name the column by the words at its head.");
        }
        return new MappedValue(columns, own.text("otherwise").strip());
    }

    /** Makes one value for every row a mistake, where each person has an own one. */
    void refuseFixed(MappingFields fields, String name, String cure) {
        if (isFixed() && !isNothing()) {
            fields.mistake(name, "not_valid", cure);
        } else if (!otherwise.isEmpty()) {
            fields.mistake(name + "/otherwise", "not_valid", cure);
        }
    }

    /** The cells of its columns that are filled in, by their columns. */
    Map<String, String> filled(FileRow row) {
        Map<String, String> filled = new LinkedHashMap<>();
        columns.forEach(column -> filled.put(column, row.cell(column)));
        filled.values().removeIf(String::isEmpty);
        return filled;
    }

    boolean isFixed() {
        return columns.isEmpty();
    }

    boolean isNothing() {
        return columns.isEmpty() && otherwise.isEmpty();
    }

    /** The column that a fault is about; empty if the value is fixed. */
    String column() {
        return columns.isEmpty() ? "" : columns.get(0);
    }

    String of(FileRow row) {
        return columns.stream()
                .map(row::cell)
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElse(otherwise);
    }
}
