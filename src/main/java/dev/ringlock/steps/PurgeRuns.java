package dev.ringlock.steps;

import dev.ringlock.ledger.Entry;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The purge's runs on the ledger: one subject for each day (UTC), one entry for each run, at the place of its begin. */
public final class PurgeRuns {

    private static final int PAGE = 500;

    private PurgeRuns() {}

    /** The day that a run of that begin belongs to. */
    public static LocalDate day(Instant begin) {
        return LocalDate.ofInstant(begin, ZoneOffset.UTC);
    }

    public static String subject(LocalDate day) {
        return "run/purge/" + day;
    }

    /** A day's runs, the oldest first. */
    public static List<Entry> of(Store store, LocalDate day) {
        List<Entry> entries = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Entry> page = store.history(subject(day), cursor, PAGE);
            entries.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return entries;
    }

    /** The runs of these days, both included, the newest first. */
    public static List<Entry> newestFirst(Store store, LocalDate from, LocalDate to) {
        List<Entry> all = from.datesUntil(to.plusDays(1))
                .flatMap(day -> of(store, day).stream())
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        Collections.reverse(all);
        return all;
    }
}
