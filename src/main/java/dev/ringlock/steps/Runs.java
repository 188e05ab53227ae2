package dev.ringlock.steps;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The clock's runs on the ledger: one subject for each kind and day (UTC), one entry for each run, at the place of its begin. */
public enum Runs {
    OF_PURGE("purge"),
    OF_RECONCILE("reconcile"),
    OF_BACKUP("backup", false),
    OF_DRILL("drill", false),
    OF_RESTORE("restore", false);

    private static final int PAGE = 500;

    private final String kind;

    /** Whether the console lists it. */
    private final boolean listed;

    Runs(String kind) {
        this(kind, true);
    }

    Runs(String kind, boolean listed) {
        this.kind = kind;
        this.listed = listed;
    }

    /** The day that a run of that begin belongs to. */
    public static LocalDate day(Instant begin) {
        return LocalDate.ofInstant(begin, ZoneOffset.UTC);
    }

    public String subject(LocalDate day) {
        return "run/" + kind + "/" + day;
    }

    /** A day's runs, the oldest first. */
    public List<Entry> of(Store store, LocalDate day) {
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
    public List<Entry> newestFirst(Store store, LocalDate from, LocalDate to) {
        return newestFirst(store, from, to, Stream.of(this));
    }

    /** The same of all kinds that the console lists. */
    public static List<Entry> allNewestFirst(Store store, LocalDate from, LocalDate to) {
        return newestFirst(store, from, to, Stream.of(values()).filter(kind -> kind.listed));
    }

    private static List<Entry> newestFirst(Store store, LocalDate from, LocalDate to, Stream<Runs> kinds) {
        return kinds.flatMap(kind -> from.datesUntil(to.plusDays(1)).flatMap(day -> kind.of(store, day).stream()))
                .sorted(Comparator.comparing(Entry::ulid).reversed())
                .toList();
    }

    /** Writes a run's entry once, even if its end is repeated. Two runs at once may name the same run before them. */
    public void write(Store store, Ulid run, Event event, SortedMap<String, String> fields, Instant now) {
        LocalDate day = day(run.at());
        store.change(() -> {
            List<Entry> before = of(store, day);
            if (before.stream().anyMatch(other -> other.ulid().equals(run))) {
                return ChangePlan.answer(true);
            }
            String previous =
                    before.isEmpty() ? "" : before.get(before.size() - 1).hash();
            return ChangePlan.write(
                    Commit.of(List.of(new Entry(subject(day), run, event, now, previous, fields))), true);
        });
    }
}
