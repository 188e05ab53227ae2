package dev.ringlock.steps.record;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A form of a record for people. */
public enum RecordFormat {
    JSON,
    HTML,
    PDF;

    public static final Set<String> IDS =
            Stream.of(values()).map(RecordFormat::id).collect(Collectors.toUnmodifiableSet());

    /** Its name in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param id one of {@link #IDS} */
    public static RecordFormat of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
