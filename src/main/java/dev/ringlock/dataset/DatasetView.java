package dev.ringlock.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringlock.dataset.guard.Filter;
import dev.ringlock.dataset.guard.ShownColumn;
import dev.ringlock.dataset.run.Dataset;
import dev.ringlock.dataset.run.DatasetEnding;
import dev.ringlock.dataset.run.DatasetOrder;
import dev.ringlock.http.Time;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as its analyst sees it: its manifest, without the rows.
 *
 * @param columns those asked for; how coarse each became, once it is done
 * @param weeks absent unless it is of events
 * @param asOf when its data was read. All datasets of one analyst are made from the same data, which is read anew after 30 days
 * @param refusal why the guard refused it; absent if it did not
 * @param k absent until it is done, as the other figures
 * @param people absent for events too: one person may be in several of their counts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DatasetView(
        String datasetId,
        String state,
        int percent,
        String kind,
        List<OfColumn> columns,
        List<Filter> filters,
        @Nullable Integer weeks,
        String asOf,
        String reason,
        String askedBy,
        String askedAt,
        @Nullable String doneAt,
        String expiresAt,
        @Nullable String refusal,
        @Nullable Integer k,
        @Nullable Integer l,
        @Nullable Integer people,
        @Nullable Integer suppressed,
        @Nullable Integer rows,
        List<RowsPart> parts) {

    /** @param level 0 as it is; each level more is coarser, the last is {@code *}. Absent until it is done */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfColumn(String name, @Nullable Integer level) {}

    record RowsPart(int part, int rows, int bytes, String sha256) {}

    /**
     * All of one person's datasets, newest first, and what can be asked for.
     *
     * @param peopleColumns columns of rows and counts
     * @param eventColumns columns of events
     */
    record ListedDatasets(
            List<DatasetView> datasets,
            List<AskableColumn> peopleColumns,
            List<AskableColumn> eventColumns,
            int k,
            int keptDays) {}

    /** @param sensitive whether nobody may learn it of a person; it cannot be a filter */
    record AskableColumn(String name, boolean sensitive) {}

    /**
     * The contact that a pseudonym stands for.
     *
     * @param contactId absent if it was not among the contacts that this request looked at
     * @param next the cursor to look further; absent at the end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reidentified(
            @Nullable String contactId,
            int percent,
            @Nullable String next) {}

    static DatasetView of(Dataset dataset) {
        DatasetOrder order = dataset.order();
        DatasetEnding ending = dataset.ending();
        DatasetEnding done = dataset.isDone() ? ending : null;
        return new DatasetView(
                order.datasetId(),
                dataset.state(),
                dataset.percent(),
                order.kind(),
                done == null
                        ? order.columns().stream()
                                .map(name -> new OfColumn(name, null))
                                .toList()
                        : done.columns().stream().map(DatasetView::column).toList(),
                order.filters(),
                order.weeks() == 0 ? null : order.weeks(),
                Time.rfc3339(order.readAt()),
                order.reason(),
                order.askedBy(),
                Time.rfc3339(order.askedAt()),
                ending == null ? null : Time.rfc3339(Instant.ofEpochMilli(ending.at())),
                Time.rfc3339(order.expiresAt()),
                ending == null ? null : ending.refusal(),
                done == null ? null : done.k(),
                done == null ? null : done.l(),
                done == null || done.people() == 0 ? null : done.people(),
                done == null || done.people() == 0 ? null : done.suppressed(),
                done == null ? null : done.rows(),
                done == null
                        ? List.of()
                        : done.parts().stream()
                                .map(part -> new RowsPart(part.part(), part.rows(), part.bytes(), part.sha256()))
                                .toList());
    }

    private static OfColumn column(ShownColumn column) {
        return new OfColumn(column.name(), column.level());
    }
}
