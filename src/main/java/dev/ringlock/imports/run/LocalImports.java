package dev.ringlock.imports.run;

import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.steps.Notices;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import java.time.Clock;

/** Imports and their steps, for a process that puts its parts together itself: a command. */
public record LocalImports(Imports imports, ImportFunction function) {

    public static LocalImports of(Policy policy, Store store, SealedFiles files, Keys keys, Clock clock) {
        Envelope envelope = new Envelope();
        PartSeals parts = new PartSeals(keys, envelope);
        Index index = new Index(keys, new KeyCheck(store, clock));
        Arrivals arrivals = new Arrivals(clock);
        ImportJournal journal = new ImportJournal(store, files, clock);
        FileImports work = new FileImports(
                policy,
                store,
                journal,
                files,
                parts,
                index,
                new CompartmentSeals(index, new DataKeys(keys, envelope, clock)),
                new Notices(policy, store, clock),
                arrivals);
        return new LocalImports(
                new Imports(policy, journal, files, parts, arrivals),
                new ImportFunction(new ImportWork(policy, journal, files, work, arrivals)));
    }
}
