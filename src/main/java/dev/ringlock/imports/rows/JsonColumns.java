package dev.ringlock.imports.rows;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The mapping's columns in a file of JSON objects, which has no header: each row says anew which ones it has. */
final class JsonColumns {

    private final Set<String> wanted;
    private final Map<String, String> byLowerCase = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();
    private boolean anyRow;

    JsonColumns(Set<String> wanted) {
        this.wanted = wanted;
        wanted.forEach(column -> byLowerCase.putIfAbsent(lower(column), column));
    }

    /** The column that a field of that name is: as it is written, else in any case, as in CSV. */
    Optional<String> of(String field) {
        return wanted.contains(field) ? Optional.of(field) : Optional.ofNullable(byLowerCase.get(lower(field)));
    }

    /** A row has these fields. Their values may be null. */
    void seen(Set<String> columns) {
        anyRow = true;
        seen.addAll(columns);
    }

    /** The columns that no row had. None if there was no row. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(anyRow ? wanted : Set.of());
        missing.removeAll(seen);
        return missing;
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
