package dev.ringlock.dataset.run;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of datasets. */
public enum DatasetKind {
    /** A row for each contact, under a pseudonym. */
    ROWS,
    /** How many people have each combination of values. */
    COUNTS,
    /** How many people did something in each week. A person who did it twice in a week counts once. */
    EVENTS;

    /** Its name in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DatasetKind> of(String id) {
        return Stream.of(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** Whether its rows are people, as the table has them. Only answers about the same rows can be subtracted from each other. */
    boolean isOfPeople() {
        return this != EVENTS;
    }
}
