package dev.ringlock.provider;

import dev.ringlock.phone.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The promise of a provider's own list of people who opted out there. It refuses messages to them, whatever we know. To read
 * it and to add to it twice is the same as once.
 */
public interface BlockList {

    /** The most numbers that are added at once. */
    int MOST_ADDED = 25;

    /** The source of its lines, as the ledger says it. */
    default String source() {
        return "block_list";
    }

    /** Whether it tells everybody who is blocked. If not, nobody can say whom the provider lost. */
    default boolean isWhole() {
        return true;
    }

    /** Whether it takes numbers. */
    default boolean isOpen() {
        return false;
    }

    /**
     * A page of the list.
     *
     * @param cursor of the page before; null for the first
     * @throws BlockListUnavailableException if the provider does not answer as its documentation says
     */
    BlockPage page(@Nullable String cursor, Instant now);

    /**
     * Adds numbers, {@value #MOST_ADDED} at most.
     *
     * @param sender the owner's sender that may not write to them, as in the policy
     * @return those that the provider did not take
     * @throws BlockListUnavailableException if the provider does not answer as its documentation says
     */
    default Set<PhoneNumber> add(List<PhoneNumber> numbers, String sender) {
        return Set.copyOf(numbers);
    }
}
