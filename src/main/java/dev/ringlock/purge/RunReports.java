package dev.ringlock.purge;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.purge.PurgeReport.Suspect;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/** The reports of runs on the ledger, where {@link Runs} finds them. */
public final class RunReports {

    static final int MOST_SUSPECTS = 10;

    private static final int DAYS = 7;

    private RunReports() {}

    /** The runs of today and the week before, newest first. */
    public static List<Entry> recent(Store store, Instant now) {
        LocalDate today = Runs.day(now);
        return Runs.OF_PURGE.newestFirst(store, today.minusDays(DAYS), today);
    }

    static void write(Store store, Ulid run, PurgeReport report, Instant now) {
        Runs.OF_PURGE.write(store, run, Event.PURGED, fields(run, report), now);
    }

    private static TreeMap<String, String> fields(Ulid run, PurgeReport report) {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("run", run.value());
        fields.put("told_as", report.refused() == null ? "purge.done" : "purge.refused");
        fields.put("started_at", report.startedAt());
        fields.put("millis", String.valueOf(report.millis()));
        fields.put("due", String.valueOf(report.due()));
        report.counts().forEach((what, count) -> fields.put("count_" + what, String.valueOf(count)));
        if (report.oldestDue() != null) {
            fields.put("oldest_due", report.oldestDue());
        }
        if (report.capacity() > 0) {
            fields.put("capacity_units", String.valueOf(report.capacity()));
        }
        if (report.refused() != null) {
            fields.put("refused", report.refused().reason());
            fields.put("clock", report.refused().clock());
            fields.put("newest_acted_on", report.refused().newest());
            fields.put("may_act_until", report.refused().until());
        }
        int number = 0;
        for (Suspect suspect : report.suspects()) {
            number++;
            fields.put("suspect_" + number, suspect.contacts() + " of origin " + suspect.origin());
        }
        return fields;
    }
}
