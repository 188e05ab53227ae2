package dev.ringlock.reveal;

import dev.ringlock.access.Actor;
import dev.ringlock.access.Limit;
import dev.ringlock.policy.StaffRules;
import dev.ringlock.store.Counter;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.util.List;

/**
 * Limits how many numbers one person may see, over all purposes. An attempt is counted before anything is decided, and
 * stays counted. So of two at once only one is the last allowed.
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
     * A counted attempt.
     *
     * @param within whether it is allowed
     * @param again when the next one may be allowed, if this one is not
     * @param passesHalf whether it is the first one after half of the day's quota
     * @param ofDay the attempts of that day, with this one
     */
    record QuotaUse(boolean within, Instant again, boolean passesHalf, long ofDay) {

        boolean isUnusual() {
            return !within || passesHalf;
        }
    }

    /** @throws dev.ringlock.store.StoreUnavailableException if the counts are not known */
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

    /** The counter's name has the person's id, as the ledger does: this function has no key to hash it. */
    private static Counter counter(String kind, Limit limit, Actor actor, Instant now) {
        return new Counter("reveal-" + kind + "/" + actor.id() + "/" + limit.window(now), limit.end(now));
    }
}
