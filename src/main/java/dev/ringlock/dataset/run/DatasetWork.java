package dev.ringlock.dataset.run;

import dev.ringlock.access.Actor;
import dev.ringlock.http.Time;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Pseudonyms;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a dataset: reads its rows, lets the guard decide over them, and deletes it when its time is over. */
@Singleton
final class DatasetWork {

    /** A step begins nothing new after this time. The rest of AWS's three minutes is for the guard. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    /** The deletion comes later than the expiry: its timer may count in whole seconds, by another clock. */
    private static final Duration AFTER_THE_END = Duration.ofMinutes(1);

    /** Between an order's file and its row. */
    private static final Duration LONGEST_ORDER = Duration.ofHours(1);

    private static final int PAGES_IN_PART = 20;

    private final Datasets datasets;
    private final DatasetRows files;
    private final GuardedRows guarded;
    private final Store store;
    private final Keys keys;
    private final Arrivals arrivals;

    DatasetWork(Datasets datasets, DatasetRows files, GuardedRows guarded, Store store, Keys keys, Arrivals arrivals) {
        this.datasets = datasets;
        this.files = files;
        this.guarded = guarded;
        this.store = store;
        this.keys = keys;
        this.arrivals = arrivals;
    }

    /**
     * Does as much as fits into a step.
     *
     * @throws StoreUnavailableException if the order is not stored yet, since its file comes first
     */
    DatasetStep step(DatasetStep before) {
        String id = before.datasetId();
        Optional<DatasetOrder> ordered = datasets.ordered(id);
        if (ordered.isEmpty()) {
            return new DatasetStep(id, true, before.giveUp(), Time.rfc3339(arrivals.now()));
        }
        DatasetOrder order = ordered.get();
        Instant now = arrivals.now();
        Optional<Dataset> found = datasets.find(id);
        boolean tableOver = !now.isBefore(order.from().over());
        if (tableOver) {
            datasets.removeTable(order);
        }
        if (!now.isBefore(order.over())) {
            datasets.remove(order);
        } else if (!now.isBefore(order.expiresAt())) {
            datasets.unlink(id);
        } else if (found.isEmpty() && isOrphan(order, now)) {
            if (datasets.key(order.from().tableId()).isEmpty()) {
                datasets.removeTable(order);
            }
            datasets.remove(order);
        } else {
            Dataset dataset = found.orElseThrow(
                    () -> new StoreUnavailableException("this dataset has not been asked for, or not yet"));
            boolean over = dataset.ending() != null
                    || !dataset.linked()
                    || made(order, before.giveUp() || !now.isBefore(order.from().closes()));
            return after(before, order, over, now);
        }
        return after(before, order, true, now);
    }

    /** A file whose order was never stored: whoever asked was refused, or the process died between the two. */
    private static boolean isOrphan(DatasetOrder order, Instant now) {
        return !now.isBefore(order.askedAt().plus(LONGEST_ORDER));
    }

    /** Whether its end is written down. */
    private boolean made(DatasetOrder order, boolean giveUp) {
        if (giveUp) {
            end(
                    order,
                    DatasetEnding.without(DatasetEnding.FAILED, arrivals.now().toEpochMilli(), null));
            return true;
        }
        DatasetTable table = order.from();
        Optional<DatasetProgress> read = datasets.read(table).or(() -> settled(order, table));
        if (read.isEmpty()) {
            return false;
        }
        DatasetProgress progress = read.get();
        Optional<byte[]> key = datasets.key(order.datasetId());
        if (key.isPresent()) {
            end(order, guarded.of(order, progress, key.get()));
        }
        return true;
    }

    /** The rows of the table, once all are read; empty if this step had no time for all of them. */
    private Optional<DatasetProgress> settled(DatasetOrder order, DatasetTable table) {
        DatasetProgress progress = files.progress(table.tableId()).orElse(DatasetProgress.NOTHING);
        Instant deadline = arrivals.now().plus(LONGEST_STEP);
        while (!progress.walked() && arrivals.now().isBefore(deadline)) {
            progress = walked(order, progress);
            files.save(table.tableId(), progress);
        }
        return progress.walked() ? Optional.of(datasets.settle(table, progress)) : Optional.empty();
    }

    /** One part more. */
    private DatasetProgress walked(DatasetOrder order, DatasetProgress progress) {
        String tableId = order.from().tableId();
        byte[] key = datasets.key(tableId)
                .orElseThrow(() -> new StoreUnavailableException("the key of this dataset's table is gone"));
        try (Pseudonyms pseudonyms = Pseudonyms.open(keys, tableId, key)) {
            Walk walk = walk(order, pseudonyms);
            // in the order of pseudonyms: in that of the walk, who has the index key could tell whose a row is
            SortedSet<String> lines = new TreeSet<>();
            @Nullable String cursor = progress.cursor();
            int pages = 0;
            do {
                Page<ReadRow> page = walk.page(cursor);
                page.items().forEach(row -> lines.add(row.line()));
                cursor = page.next();
                pages++;
            } while (cursor != null && pages < PAGES_IN_PART);
            DatasetPart part = files.put(
                    tableId, DatasetRows.Folder.READ, progress.read().size() + 1, lines.size(), String.join("", lines));
            return progress.with(part, cursor, cursor == null ? 0 : walk.percent(cursor));
        }
    }

    private Walk walk(DatasetOrder order, Pseudonyms pseudonyms) {
        int week = order.from().firstLeftOut();
        if (order.ofKind().isOfPeople()) {
            return new ContactWalk(
                    store, pseudonyms, DatasetColumns.of(order.from()).purposes(), week);
        }
        return new EventWalk(
                store, pseudonyms, LedgerSpan.oldestFirst(Weeks.begin(week - EventWalk.MOST_WEEKS), Weeks.begin(week)));
    }

    private void end(DatasetOrder order, DatasetEnding ending) {
        TreeMap<String, String> fields = order.fields();
        fields.put("expires", Time.rfc3339(order.expiresAt()));
        Event event =
                switch (ending.state()) {
                    case DatasetEnding.DONE -> Event.DATASET_DONE;
                    case DatasetEnding.REFUSED -> Event.DATASET_REFUSED;
                    default -> Event.DATASET_FAILED;
                };
        if (event == Event.DATASET_DONE) {
            fields.put("k", String.valueOf(ending.k()));
            fields.put("l", String.valueOf(ending.l()));
            fields.put("people", String.valueOf(ending.people()));
            fields.put("suppressed", String.valueOf(ending.suppressed()));
            fields.put("rows", String.valueOf(ending.rows()));
            fields.put(
                    "levels",
                    ending.columns().stream()
                            .map(column -> column.name() + ":" + column.level())
                            .collect(Collectors.joining(" ")));
        } else if (ending.refusal() != null) {
            fields.put("refusal", ending.refusal());
        }
        Instant at = Instant.ofEpochMilli(ending.at());
        Entry entry = StaffTrail.entry(new Actor(order.askedBy(), Set.of()), event, arrivals.ulid(at), at, fields);
        datasets.end(order, ending, entry);
    }

    private static DatasetStep after(DatasetStep step, DatasetOrder order, boolean done, Instant now) {
        Instant next = Stream.of(order.expiresAt(), order.from().over())
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(order.over());
        return new DatasetStep(step.datasetId(), done, step.giveUp(), Time.rfc3339(next.plus(AFTER_THE_END)));
    }
}
