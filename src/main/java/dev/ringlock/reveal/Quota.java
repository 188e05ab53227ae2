package dev.ringlock.reveal;

import dev.ringlock.access.Actor;
import dev.ringlock.access.Limit;
import dev.ringlock.policy.StaffRules;
import dev.ringlock.store.Counter;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.util.List;

/**
 * How many numbers one person asks to see, of all purposes together. A try is counted before anything is decided, and stays
 * counted, so that of two at once only one is the last that passes.
 */
final class Quota {

    private final Limit perHour;
    private final Limit perDay;
    private final Store store;

    Quota(StaffRules staff, Store store) {
        this.perHour = staff.perHour();
        this.perDay = staff.perDay();
        this.store = store;
    }

    /**
     * A try that was counted.
     *
     * @param within whether it passes
     * @param again when another one may pass, if this one does not
     * @param passesHalf whether it is the one that passes half of the day's quota
     * @param ofDay how many there were that day, this one included
     */
    record QuotaUse(boolean within, Instant again, boolean passesHalf, long ofDay) {

        boolean isUnusual() {
            return !within || passesHalf;
        }
    }

    /** @throws dev.ringlock.store.StoreUnavailableException if it is not known */
    QuotaUse count(Actor actor, Instant now) {
        List<Long> counts =
                store.count(List.of(counter("hour", perHour, actor, now), counter("day", perDay, actor, now)));
        boolean withinHour = perHour.allows(counts.get(0));
        boolean withinDay = perDay.allows(counts.get(1));
        return new QuotaUse(
                withinHour && withinDay,
                withinDay ? perHour.end(now) : perDay.end(now),
                counts.get(1) == perDay.tries() / 2 + 1,
                counts.get(1));
    }

    /** It names the person, as the ledger does: whoever reveals has no key to hash with. */
    private static Counter counter(String kind, Limit limit, Actor actor, Instant now) {
        return new Counter("reveal-" + kind + "/" + actor.id() + "/" + limit.window(now), limit.end(now));
    }
}
