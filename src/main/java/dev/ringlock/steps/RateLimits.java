package dev.ringlock.steps;

import dev.ringlock.TooManyTriesException;
import dev.ringlock.access.Limit;
import dev.ringlock.keys.Index;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy.CallerLimits;
import dev.ringlock.store.Counter;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts against limits, under keyed hashes: nobody can read from a counter's name whom it counts. */
@Singleton
public final class RateLimits {

    private final Store store;
    private final Index index;

    public RateLimits(Store store, Index index) {
        this.store = store;
        this.index = index;
    }

    /** Something that is counted in a limit's window: its kind, and whom it is counted for. */
    public record CountedTry(String kind, Limit limit, List<String> whose) {

        public CountedTry(String kind, Limit limit, String... whose) {
            this(kind, limit, List.of(whose));
        }
    }

    /**
     * Adds one to each, in one round of calls.
     *
     * @return for each, in the order asked for, whether it is still within its limit
     * @throws dev.ringlock.store.StoreUnavailableException if it is not known
     */
    public List<Boolean> within(Instant now, List<CountedTry> tallies) {
        List<Counter> counters = new ArrayList<>();
        for (CountedTry tally : tallies) {
            counters.add(counter(tally, now));
        }
        List<Long> counts = store.count(counters);
        List<Boolean> within = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            within.add(tallies.get(i).limit().allows(counts.get(i)));
        }
        return within;
    }

    /**
     * Adds one.
     *
     * @return how many it is in the window, this one included
     */
    public long count(Instant now, CountedTry tally) {
        return store.count(List.of(counter(tally, now))).get(0);
    }

    /**
     * Counts a try of a caller: with all of its tries, with those for this number, and with what is counted besides. All are
     * counted in one round of calls.
     *
     * @param kind what is tried, in the plural
     * @param besides a count that the caller is not told of; null if there is none
     * @return whether the count besides is within its limit
     * @throws TooManyTriesException if the caller's own tries are over a limit
     */
    public boolean countTry(
            String kind,
            CallerLimits limits,
            String caller,
            ContactId contact,
            Instant now,
            @Nullable CountedTry besides) {
        List<CountedTry> tries = new ArrayList<>();
        tries.add(new CountedTry(kind + "-address", limits.perAddress(), caller));
        tries.add(new CountedTry(kind + "-number", limits.perAddressAndNumber(), caller, contact.value()));
        if (besides != null) {
            tries.add(besides);
        }
        List<Boolean> within = within(now, tries);
        for (int own = 0; own < 2; own++) {
            if (!within.get(own)) {
                Instant again = tries.get(own).limit().end(now);
                throw new TooManyTriesException(Duration.between(now, again));
            }
        }
        return besides == null || within.get(2);
    }

    private Counter counter(CountedTry tally, Instant now) {
        String[] parts = tally.whose().toArray(new String[tally.whose().size() + 1]);
        parts[parts.length - 1] = String.valueOf(tally.limit().window(now));
        return new Counter(index.guardName(tally.kind(), parts), tally.limit().end(now));
    }
}
