package dev.ringlock.purge;

import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest instant that a run acted on, kept on the ledger. A clock far past it may be wrong, and a run deletes for
 * good. Then the owner has to confirm the clock.
 */
@Singleton
public final class KnownTime {

    /** The subject of the entries. The instant is the last entry's {@code at}. */
    static final String SUBJECT = "clock";

    private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** No run is older than Ringlock. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    private static final Period LONGEST_SEARCH = Period.ofYears(10);
    private static final int CONTACTS = 250;

    /** An instant is kept only if it is this far from the one before. */
    private static final Duration FINEST = Duration.ofHours(6);

    private final Period jump;
    private final Store store;
    private final Arrivals arrivals;

    KnownTime(Policy policy, Store store, Arrivals arrivals) {
        this.jump = policy.retention().clockJump();
        this.store = store;
        this.arrivals = arrivals;
    }

    /**
     * The limit for a run's clock.
     *
     * @param newest the newest instant that a run acted on; null if none is known, and then any clock is accepted
     * @param until the last instant that a run may act on
     */
    record Bounds(@Nullable Instant newest, Instant until) {

        boolean allow(Instant now) {
            return !now.isAfter(until);
        }

        PurgeReport.RefusedRun refused(Instant now) {
            return PurgeReport.RefusedRun.clockAhead(now, Objects.requireNonNull(newest), until);
        }
    }

    /** @param word the instant up to which the owner confirms the clock; null without one */
    Bounds bounds(Instant now, @Nullable Instant word) {
        Instant newest = kept().orElseGet(() -> newestBefore(now).orElse(null));
        if (newest == null) {
            return new Bounds(null, Instant.MAX);
        }
        Instant until = newest.atZone(ZoneOffset.UTC).plus(jump).toInstant();
        return new Bounds(newest, word != null && word.isAfter(until) ? word : until);
    }

    /**
     * Keeps the instant that a run begins to act on, if it is newer than the one before. Up to the owner's instant it
     * is kept in any case, so that a wrong confirmation can be corrected by another.
     */
    void keep(Instant now, @Nullable Instant word) {
        boolean vouched = word != null && !now.isAfter(word);
        keep(now, vouched ? "owner" : "run", vouched);
    }

    /**
     * Keeps the instant that was found when none was kept, so that it is not searched again. It is not newer than the
     * known ones, so it allows nothing more.
     */
    void keepFound(Bounds bounds) {
        Instant newest = bounds.newest();
        if (newest != null && kept().isEmpty()) {
            keep(newest, "found", false);
        }
    }

    /** The owner confirms the time that the clock shows. */
    public void accept(Instant now) {
        keep(now, "owner", true);
    }

    private Optional<Instant> kept() {
        return store.newest(SUBJECT).map(Entry::at);
    }

    private void keep(Instant at, String basis, boolean vouched) {
        Ulid arrival = arrivals.ulid(at);
        store.change(() -> {
            Optional<Entry> last = store.newest(SUBJECT);
            if (last.isPresent() && !isWorthKeeping(last.get().at(), at, vouched)) {
                return ChangePlan.answer(last.get());
            }
            Ulid place = last.map(Entry::ulid)
                    .filter(before -> before.compareTo(arrival) >= 0)
                    .map(Ulid::next)
                    .orElse(arrival);
            TreeMap<String, String> fields = new TreeMap<>(Map.of("basis", basis));
            String previous = last.map(Entry::hash).orElse("");
            Entry entry = new Entry(SUBJECT, place, Event.CLOCK_SEEN, at, previous, fields);
            return ChangePlan.write(Commit.of(List.of(entry)), entry);
        });
    }

    /**
     * Runs come each hour, and the ledger keeps every entry. Only the owner's confirmation may set the instant back.
     */
    private static boolean isWorthKeeping(Instant last, Instant at, boolean vouched) {
        Duration ahead = Duration.between(last, at);
        return (vouched ? ahead.abs() : ahead).compareTo(FINEST) >= 0;
    }

    /**
     * Finds the newest instant in the data of an earlier build, which kept none: the end of its newest run, or the
     * newest entry of the contacts that are due first. Empty if no contact is stored, because then there is nothing to
     * lose.
     */
    private Optional<Instant> newestBefore(Instant now) {
        List<DueRow> due = store.due(EVER, null, CONTACTS).items();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Stream<Instant> heads = store.load(due.stream().map(DueRow::contact).toList()).stream()
                .map(Contact::head)
                .filter(Objects::nonNull)
                .map(Head::ulid)
                .map(Ulid::at);
        return Stream.concat(heads, newestRun(Runs.day(now)).stream()).max(Comparator.naturalOrder());
    }

    /** Searches day by day. This happens once for a store, since the result is kept. */
    private Optional<Instant> newestRun(LocalDate today) {
        LocalDate limit = today.minus(LONGEST_SEARCH);
        LocalDate first = limit.isAfter(FIRST_DAY) ? limit : FIRST_DAY;
        return Stream.iterate(today, day -> !day.isBefore(first), day -> day.minusDays(1))
                .flatMap(day -> store.newest(Runs.OF_PURGE.subject(day)).stream())
                .map(Entry::at)
                .findFirst();
    }
}
