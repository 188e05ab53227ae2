package dev.ringlock.dataset.run;

import dev.ringlock.access.Actor;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Makes a dataset of rows from the order to the sealed files, without its HTTP edge. */
public final class DatasetPath {

    private static final int KEPT_DAYS = 1;

    private final Datasets datasets;
    private final DatasetWork work;
    private final Arrivals arrivals;

    public DatasetPath(Policy policy, Store store, SealedFiles files, Keys keys, Clock clock) {
        arrivals = new Arrivals(clock);
        DatasetRows rows = new DatasetRows(files, new PartSeals(keys, new Envelope()), arrivals);
        datasets = new Datasets(store, files, rows, keys, policy, arrivals);
        GuardedRows guarded = new GuardedRows(datasets, rows, keys, policy, arrivals);
        work = new DatasetWork(datasets, rows, guarded, store, keys, arrivals);
    }

    /** The dataset that this analyst gets. */
    public Dataset make(String analyst, List<String> columns) {
        String id = arrivals.ulid(arrivals.now()).value();
        DatasetOrder order = new DatasetOrder(
                id, DatasetKind.ROWS.id(), columns, List.of(), 0, "a benchmark", analyst, KEPT_DAYS, null);
        datasets.begin(new Actor(analyst, Set.of()), order, "");
        DatasetStep step = DatasetStep.of(id);
        do {
            step = work.step(step);
        } while (!step.done());
        return datasets.find(id).orElseThrow();
    }
}
