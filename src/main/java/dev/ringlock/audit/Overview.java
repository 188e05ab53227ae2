package dev.ringlock.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.http.Time;
import dev.ringlock.ledger.Entry;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.LedgerLine;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The latest events, in numbers. They are counted from the ledger as it is stored, the newest entries first, and
 * nobody's contact is read. So the work is bounded: after {@value #MOST_ENTRIES} entries the earlier days are told as
 * "at least".
 */
@Singleton
final class Overview {

    static final int DAYS = 30;
    static final int MOST_ENTRIES = 2_000;
    static final int MOST_HELD = 1_000;

    private static final int PAGE = 200;

    /** A run is due every hour or so. One that is older is told by the purge reports. */
    private static final int DAYS_OF_RUNS = 8;

    private final Store store;
    private final Policy policy;
    private final Arrivals arrivals;

    Overview(Store store, Policy policy, Arrivals arrivals) {
        this.store = store;
        this.policy = policy;
        this.arrivals = arrivals;
    }

    /** @param more whether there are more than that */
    record HoldCount(int count, boolean more) {}

    /**
     * @param timeZone of the days
     * @param days the newest first
     * @param countedFrom the ledger is counted from this instant on; before it more may have happened. Absent if all of it is
     * @param held how many contacts wait for a decision; absent for who may not decide
     * @param lastRun absent if none ran lately, and for who may not see it
     */
    @JsonInclude(Include.NON_NULL)
    record OverviewView(
            String timeZone,
            List<DayCounts.Day> days,
            @Nullable String countedFrom,
            int expiring,
            @Nullable HoldCount held,
            @Nullable LedgerLine lastRun) {}

    OverviewView of(Actor actor) {
        Instant now = arrivals.now();
        LocalDate today = LocalDate.ofInstant(now, policy.timeZone());
        LocalDate first = today.minusDays(DAYS - 1);
        DayCounts counts = new DayCounts(policy.timeZone(), now, seenBy(actor));
        Instant countedFrom = count(
                new LedgerSpan(first.atStartOfDay(policy.timeZone()).toInstant(), now.plusMillis(1), true), counts);
        return new OverviewView(
                policy.timeZone().getId(),
                counts.days(today, DAYS),
                countedFrom == null ? null : Time.rfc3339(countedFrom),
                counts.expiring(),
                actor.may(Action.DECIDE_HOLD) ? held() : null,
                actor.may(Action.SEE_RUNS) ? lastRun(now).map(LedgerLine::of).orElse(null) : null);
    }

    /** How many contacts wait for a decision. */
    HoldCount held() {
        int held = store.held(MOST_HELD + 1);
        return new HoldCount(Math.min(held, MOST_HELD), held > MOST_HELD);
    }

    /** People of one purpose's campaigns see that purpose's numbers. */
    private Predicate<Entry> seenBy(Actor actor) {
        if (actor.may(Action.SEE_HISTORY)) {
            return entry -> true;
        }
        List<String> own = policy.purposes().keySet().stream()
                .filter(purpose -> actor.may(Action.AUDIENCE, purpose))
                .map(Purpose::id)
                .toList();
        return entry -> own.contains(entry.fields().getOrDefault("purpose", ""));
    }

    /** The arrival of the oldest entry that was counted, if there are more before it. */
    private @Nullable Instant count(LedgerSpan span, DayCounts counts) {
        String cursor = null;
        Instant oldest = span.to();
        int looked = 0;
        do {
            Page<Entry> page = store.ledger(span, cursor, PAGE);
            page.items().forEach(counts::add);
            looked += page.items().size();
            cursor = page.next();
            if (!page.items().isEmpty()) {
                oldest = page.items().get(page.items().size() - 1).ulid().at();
            }
        } while (cursor != null && looked < MOST_ENTRIES);
        return cursor == null ? null : oldest;
    }

    private Optional<Entry> lastRun(Instant now) {
        LocalDate today = Runs.day(now);
        return Stream.iterate(today, day -> day.minusDays(1))
                .limit(DAYS_OF_RUNS)
                .flatMap(day -> store.newest(Runs.OF_PURGE.subject(day)).stream())
                .findFirst();
    }
}
