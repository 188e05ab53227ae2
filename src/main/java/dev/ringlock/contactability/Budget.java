package dev.ringlock.contactability;

import dev.ringlock.law.Cap;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How often a person was contacted lately, over all senders and providers.
 *
 * @param version how often it was stored; 0 if never. It is stored only over the version before
 * @param places that are taken, the oldest first
 */
public record Budget(ContactId contact, long version, List<BudgetPlace> places) {

    /** As many places as are kept. More than that in the longest window count as a cap that is reached. */
    public static final int MOST_PLACES = 500;

    /**
     * A message or call that was allowed.
     *
     * @param decisionId of the decision that allowed it
     * @param key a keyed hash of the asker's own key for it, by which a repetition is known; empty if none was given
     */
    public record BudgetPlace(String decisionId, Instant at, Purpose purpose, Channel channel, String key) {

        public BudgetPlace {
            if (decisionId.isEmpty() || (decisionId + key).chars().anyMatch(c -> c <= ' ')) {
                throw new IllegalArgumentException("a place's id and key have no blanks");
            }
        }
    }

    public Budget {
        places = List.copyOf(places);
    }

    /** A budget of which nothing is stored. */
    public static Budget unspent(ContactId contact) {
        return new Budget(contact, 0, List.of());
    }

    /** The same with one place more. Places from before {@code oldest} go: no cap counts them. */
    public Budget with(BudgetPlace place, Instant oldest) {
        List<BudgetPlace> all = Stream.concat(
                        places.stream().filter(each -> !each.at().isBefore(oldest)), Stream.of(place))
                .toList();
        return new Budget(contact, version + 1, all);
    }

    /** The same without the place of that decision; empty if it has none. */
    public Optional<Budget> without(String decisionId) {
        List<BudgetPlace> left = places.stream()
                .filter(each -> !each.decisionId().equals(decisionId))
                .toList();
        return left.size() == places.size() ? Optional.empty() : Optional.of(new Budget(contact, version + 1, left));
    }

    /** The first instant, from that one on, at which the cap has a free place. */
    public Instant free(Cap cap, Instant at) {
        List<Instant> counted = places.stream()
                .filter(place -> cap.channels().contains(place.channel()))
                .filter(place -> cap.purposes().contains(place.purpose()))
                .map(BudgetPlace::at)
                .filter(taken -> taken.plus(cap.per()).isAfter(at))
                .sorted()
                .toList();
        return counted.size() < cap.most()
                ? at
                : counted.get(counted.size() - cap.most()).plus(cap.per());
    }

    /** The place that was taken under that key. */
    public Optional<BudgetPlace> keyed(String key) {
        return places.stream()
                .filter(each -> !key.isEmpty() && each.key().equals(key))
                .findFirst();
    }
}
