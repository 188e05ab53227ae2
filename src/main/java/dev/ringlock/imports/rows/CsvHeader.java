package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.ImportFileException.FileFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The places of the mapping's columns in a row of CSV.
 *
 * @param size how many cells a row has
 */
record CsvHeader(Map<String, Integer> places, int size) {

    /**
     * @param names the header's cells
     * @param wanted the mapping's columns
     * @throws ImportFileException if the header lacks one, or has it twice
     */
    static CsvHeader of(List<String> names, Set<String> wanted, long line) {
        Map<String, Integer> places = new HashMap<>();
        Set<String> missing = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        for (String column : wanted) {
            List<Integer> found = places(names, column);
            found.forEach(place -> places.put(column, place));
            if (found.size() != 1) {
                (found.isEmpty() ? missing : twice).add(column);
            }
        }
        if (!missing.isEmpty() || !twice.isEmpty()) {
            // the header's own cells are not repeated: without a header they are somebody's data
            throw new ImportFileException(
                    FileFault.COLUMNS,
                    line,
                    (missing.isEmpty() ? "" : "The file has no column " + String.join(", ", missing) + ". ")
                            + (twice.isEmpty()
                                    ? ""
                                    : "The file has more than one column " + String.join(", ", twice) + ". ")
                            + "Line " + line
                            + " has to name each column. If the file has no such line, name its columns in"
                            + " the mapping: `columns: [number, …]`.");
        }
        return new CsvHeader(places, names.size());
    }

    /** Whether all wanted columns are among these cells. */
    static long found(List<String> names, Set<String> wanted) {
        return wanted.stream()
                .filter(column -> places(names, column).size() == 1)
                .count();
    }

    Map<String, String> cells(List<String> row) {
        Map<String, String> cells = new TreeMap<>();
        places.forEach((column, place) -> cells.put(column, row.get(place)));
        return cells;
    }

    /** As it is written; if no column is, then in any case. */
    private static List<Integer> places(List<String> names, String column) {
        List<Integer> exact = IntStream.range(0, names.size())
                .filter(i -> names.get(i).strip().equals(column.strip()))
                .boxed()
                .toList();
        return exact.isEmpty()
                ? IntStream.range(0, names.size())
                        .filter(i -> names.get(i).strip().equalsIgnoreCase(column.strip()))
                        .boxed()
                        .toList()
                : exact;
    }
}
