package dev.ringlock.dataset;

import dev.ringlock.http.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The format of rows. */
enum DatasetFormat {
    CSV("text/csv; charset=utf-8"),
    /** A JSON object on each line. Its values are texts, as in CSV; a count of people is a number. */
    NDJSON("application/x-ndjson");

    private static final String COUNT = "people";

    private final String mediaType;

    DatasetFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    static Optional<DatasetFormat> of(String id) {
        return Stream.of(values()).filter(format -> format.id().equals(id)).findFirst();
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return mediaType;
    }

    /** @param csv the rows behind their header. No value has a comma, a quote or a line end: they are ids, codes and dates */
    String written(String csv) {
        if (this == CSV) {
            return csv;
        }
        String[] names = csv.lines().findFirst().orElse("").split(",", -1);
        return csv.lines()
                .skip(1)
                .map(row -> object(names, row.split(",", -1)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String object(String[] names, String[] values) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            object.put(names[i], names[i].equals(COUNT) ? (Object) Long.valueOf(values[i]) : values[i]);
        }
        return Json.write(object);
    }
}
