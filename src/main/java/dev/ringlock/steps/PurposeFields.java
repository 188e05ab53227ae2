package dev.ringlock.steps;

import dev.ringlock.ledger.Entry;
import dev.ringlock.terms.Purpose;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a ledger entry that list purposes. */
final class PurposeFields {

    static final String PURPOSES = "purposes";
    static final String REMOVED = "removed";

    private PurposeFields() {}

    static Set<Purpose> known(Entry entry) {
        Set<Purpose> known = read(entry, PURPOSES);
        known.addAll(read(entry, REMOVED));
        return known;
    }

    static Set<Purpose> read(Entry entry, String field) {
        return Stream.of(Objects.requireNonNullElse(entry.fields().get(field), "")
                        .split(" "))
                .filter(Purpose::isId)
                .map(Purpose::new)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String text(Set<Purpose> purposes) {
        return purposes.stream().sorted().map(Purpose::id).collect(Collectors.joining(" "));
    }
}
