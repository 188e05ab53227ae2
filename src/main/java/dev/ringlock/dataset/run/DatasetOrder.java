package dev.ringlock.dataset.run;

import dev.ringlock.dataset.guard.Filter;
import dev.ringlock.ledger.Ulid;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An order for a dataset, kept until it expires.
 *
 * @param datasetId a ULID, which also has the time of the order
 * @param kind its {@link DatasetKind}'s id
 * @param weeks that a dataset of events looks back; 0 for other kinds
 * @param reason what it is for, in the person's own words, without a number
 * @param keptDays after which it expires
 */
@RegisterForReflection(targets = {DatasetOrder.class, Filter.class})
public record DatasetOrder(
        String datasetId,
        String kind,
        List<String> columns,
        List<Filter> filters,
        int weeks,
        String reason,
        String askedBy,
        int keptDays) {

    /** An analyst's answers are compared with those of this time before. */
    static final Duration COMPARED = Duration.ofDays(30);

    public DatasetOrder {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
    }

    public DatasetKind ofKind() {
        return DatasetKind.of(kind).orElseThrow();
    }

    public Instant askedAt() {
        return new Ulid(datasetId).at();
    }

    /** From then on it does not exist. Its rows are deleted, and so is the key that links its pseudonyms to people. */
    public Instant expiresAt() {
        return askedAt().plus(Duration.ofDays(keptDays));
    }

    /** Until then the analyst's other answers are compared with it, though it may have expired. */
    Instant comparedUntil() {
        return askedAt().plus(COMPARED);
    }

    /** When the last trace of it goes. */
    Instant over() {
        return expiresAt().isAfter(comparedUntil()) ? expiresAt() : comparedUntil();
    }

    /** Its fields on the ledger. */
    TreeMap<String, String> fields() {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("dataset", datasetId);
        fields.put("kind", kind);
        fields.put("columns", String.join(" ", columns));
        fields.put("reason", reason);
        fields.put("kept_days", String.valueOf(keptDays));
        if (!filters.isEmpty()) {
            fields.put(
                    "filters",
                    filters.stream()
                            .map(filter -> filter.column() + "=" + String.join(",", filter.values()))
                            .collect(Collectors.joining(" ")));
        }
        if (weeks > 0) {
            fields.put("weeks", String.valueOf(weeks));
        }
        return fields;
    }
}
