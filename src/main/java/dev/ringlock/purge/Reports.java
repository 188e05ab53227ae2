package dev.ringlock.purge;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.purge.PurgeReport.Suspect;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Outcome;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The runs on the ledger: one subject for each day (UTC), one entry for each run, at the place of its begin. */
public final class Reports {

    static final int MOST_SUSPECTS = 10;

    private static final int DAYS = 7;
    private static final int PAGE = 500;

    private Reports() {}

    /** The runs of today and the week before, the newest first. */
    public static List<Entry> recent(Store store, Instant now) {
        LocalDate today = day(now);
        List<Entry> all = today.minusDays(DAYS)
                .datesUntil(today.plusDays(1))
                .flatMap(each -> all(store, subject(each)).stream())
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        Collections.reverse(all);
        return all;
    }

    /** Writes a run down, once: whoever ends it again finds it there. Two runs at once may name the same one before. */
    static void write(Store store, Ulid run, PurgeReport report, Instant now) {
        String subject = subject(day(run.at()));
        List<Entry> before = all(store, subject);
        String previous = before.isEmpty() ? "" : before.get(before.size() - 1).hash();
        Entry entry = new Entry(subject, run, Event.PURGED, now, previous, fields(run, report));
        if (store.commit(Commit.of(List.of(entry))) instanceof Outcome.Conflict) {
            boolean there =
                    all(store, subject).stream().anyMatch(other -> other.ulid().equals(run));
            if (!there) {
                throw new StoreUnavailableException("the run met another change");
            }
        }
    }

    private static TreeMap<String, String> fields(Ulid run, PurgeReport report) {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("run", run.value());
        fields.put("told_as", "purge.done");
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
        int number = 0;
        for (Suspect suspect : report.suspects()) {
            number++;
            fields.put("suspect_" + number, suspect.contacts() + " of origin " + suspect.origin());
        }
        return fields;
    }

    private static List<Entry> all(Store store, String subject) {
        List<Entry> entries = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Entry> page = store.history(subject, cursor, PAGE);
            entries.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return entries;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static String subject(LocalDate day) {
        return "run/purge/" + day;
    }
}
