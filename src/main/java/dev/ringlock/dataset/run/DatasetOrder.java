package dev.ringlock.dataset.run;

import dev.ringlock.dataset.guard.Filter;
import dev.ringlock.ledger.Ulid;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order for a dataset, kept until it expires.
 *
 * @param datasetId a ULID, which also has the time of the order
 * @param kind its {@link DatasetKind}'s id
 * @param weeks that a dataset of events looks back; 0 for other kinds
 * @param reason what it is for, in the person's own words, without a number
 * @param keptDays after which it expires
 * @param table the rows that it is made from
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
        int keptDays,
        @Nullable DatasetTable table) {

    /** So long an order takes a place among its analyst's. */
    static final Duration PLACE_KEPT = Duration.ofDays(30);

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

    /** From then on the analyst may ask for another one in its place. */
    Instant placeFree() {
        return askedAt().plus(PLACE_KEPT);
    }

    /** The rows that it is made from. Every order that was stored has some. */
    DatasetTable from() {
        return Objects.requireNonNull(table);
    }

    /** When its data was read, or began to be. */
    public Instant readAt() {
        return from().begun();
    }

    DatasetOrder with(DatasetTable from) {
        return new DatasetOrder(datasetId, kind, columns, filters, weeks, reason, askedBy, keptDays, from);
    }

    /** When the last trace of it goes: its answer is compared with others as long as its table lives. */
    Instant over() {
        Instant tableOver = from().over();
        return expiresAt().isAfter(tableOver) ? expiresAt() : tableOver;
    }

    /** The columns that it shows or filters by. */
    List<String> allColumns() {
        return Stream.concat(columns.stream(), filters.stream().map(Filter::column))
                .toList();
    }

    /** Its filters, and the weeks that it looks back: both choose among the rows. */
    List<Filter> allFilters() {
        if (weeks == 0) {
            return filters;
        }
        List<String> names = new ArrayList<>();
        for (int week = from().firstLeftOut() - weeks; week < from().firstLeftOut(); week++) {
            names.add(Weeks.name(Weeks.begin(week)));
        }
        return Stream.concat(filters.stream(), Stream.of(new Filter(DatasetColumns.WEEK, names)))
                .toList();
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
