package dev.ringlock.dataset.run;

import dev.ringlock.Engines;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;

/** Datasets and the function that makes them, put together for tests. */
public record DatasetSteps(Datasets datasets, DatasetFunction function) {

    public static DatasetSteps of(Engines on, Store store, SealedFiles files) {
        DatasetRows rows = new DatasetRows(files, new PartSeals(on.keys, new Envelope()), on.arrivals);
        Datasets datasets = new Datasets(store, files, rows, on.keys, on.policy, on.arrivals);
        GuardedRows guarded = new GuardedRows(datasets, rows, on.keys, on.policy, on.arrivals);
        return new DatasetSteps(
                datasets, new DatasetFunction(new DatasetWork(datasets, rows, guarded, store, on.keys, on.arrivals)));
    }

    /** The id of the table that a dataset was made from. */
    public String tableOf(String datasetId) {
        return datasets.find(datasetId).orElseThrow().order().from().tableId();
    }

    /** All steps of a dataset until nothing is left to do. */
    public DatasetStep run(String datasetId) {
        DatasetStep step = DatasetStep.of(datasetId);
        do {
            step = function.work(step);
        } while (!step.done());
        return step;
    }
}
