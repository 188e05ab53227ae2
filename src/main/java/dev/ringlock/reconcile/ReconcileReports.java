package dev.ringlock.reconcile;

import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.TreeMap;

/** The reports of reconciliations on the ledger. */
@Singleton
final class ReconcileReports {

    private final Store store;

    ReconcileReports(Store store) {
        this.store = store;
    }

    /** Writes a report once, even if its step is repeated. */
    void write(String run, ReconcileReport report, Instant now) {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("run", run);
        fields.put("told_as", report.watched().count() == 0 ? "reconcile.done" : "reconcile.differs");
        fields.put("provider", report.provider());
        fields.put("started_at", report.startedAt());
        fields.put("millis", String.valueOf(report.millis()));
        report.counts().forEach((what, count) -> fields.put("count_" + what, String.valueOf(count)));
        int number = 0;
        for (String line : report.listed()) {
            number++;
            fields.put(String.format("listed_%02d", number), line);
        }
        if (report.unavailable() != null) {
            fields.put("unavailable", report.unavailable());
        }
        Runs.OF_RECONCILE.write(store, new Ulid(run), Event.RECONCILED, fields, now);
    }
}
