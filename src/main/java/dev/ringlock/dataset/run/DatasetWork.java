package dev.ringlock.dataset.run;

import dev.ringlock.access.Actor;
import dev.ringlock.http.Time;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Pseudonyms;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    private final Policy policy;
    private final Arrivals arrivals;

    DatasetWork(
            Datasets datasets,
            DatasetRows files,
            GuardedRows guarded,
            Store store,
            Keys keys,
            Policy policy,
            Arrivals arrivals) {
        this.datasets = datasets;
        this.files = files;
        this.guarded = guarded;
        this.store = store;
        this.keys = keys;
        this.policy = policy;
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
        if (!now.isBefore(order.over())
                || (found.isEmpty() && now.isBefore(order.expiresAt()) && isOrphan(order, now))) {
            datasets.remove(id);
        } else if (!now.isBefore(order.expiresAt())) {
            datasets.unlink(id);
        } else {
            Dataset dataset = found.orElseThrow(
                    () -> new StoreUnavailableException("this dataset has not been asked for, or not yet"));
            boolean over = dataset.ending() != null || !dataset.linked() || made(order, before.giveUp());
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
        DatasetProgress progress = datasets.progress(order.datasetId())
                .filter(known -> known.policyVersion().equals(policy.version()))
                .orElseGet(() -> DatasetProgress.nothing(policy.version()));
        Instant deadline = arrivals.now().plus(LONGEST_STEP);
        while (!progress.walked() && arrivals.now().isBefore(deadline)) {
            progress = walked(order, progress);
            datasets.save(order.datasetId(), progress);
        }
        if (!progress.walked()) {
            return false;
        }
        end(order, guarded.of(order, progress));
        return true;
    }

    /** One part more. */
    private DatasetProgress walked(DatasetOrder order, DatasetProgress progress) {
        byte[] key = datasets.key(order.datasetId())
                .orElseThrow(() -> new StoreUnavailableException("this dataset was ended"));
        try (Pseudonyms pseudonyms = Pseudonyms.open(keys, order.datasetId(), key)) {
            Walk walk = walk(order, pseudonyms);
            StringBuilder lines = new StringBuilder();
            @Nullable String cursor = progress.cursor();
            int rows = 0;
            int pages = 0;
            do {
                Page<ReadRow> page = walk.page(cursor);
                page.items().forEach(row -> lines.append(row.line()));
                rows += page.items().size();
                cursor = page.next();
                pages++;
            } while (cursor != null && pages < PAGES_IN_PART);
            DatasetPart part = files.put(
                    order.datasetId(), DatasetRows.Folder.READ, progress.read().size() + 1, rows, lines.toString());
            return progress.with(part, cursor, cursor == null ? 0 : walk.percent(cursor));
        }
    }

    private Walk walk(DatasetOrder order, Pseudonyms pseudonyms) {
        int week = Weeks.number(order.askedAt());
        if (order.ofKind().isOfPeople()) {
            return new ContactWalk(store, pseudonyms, policy.purposes().keySet(), week);
        }
        return new EventWalk(
                store, pseudonyms, LedgerSpan.oldestFirst(Weeks.begin(week - order.weeks()), Weeks.begin(week)));
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
        Instant next = now.isBefore(order.expiresAt()) ? order.expiresAt() : order.over();
        return new DatasetStep(step.datasetId(), done, step.giveUp(), Time.rfc3339(next.plus(AFTER_THE_END)));
    }
}
