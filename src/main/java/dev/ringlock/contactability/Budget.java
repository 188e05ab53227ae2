package dev.ringlock.contactability;

import dev.ringlock.law.Cap;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** As many places as are kept. A person with more of them is at a cap, whatever the caps say. */
    public static final int MOST_PLACES = 500;

    /** A repetition under an asker's key is known for so long at least, whatever the caps. */
    private static final Duration LEAST_KEPT = Duration.ofDays(1);

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

    /** The same with the places of other budgets of that person, under other versions of the index key. To be asked, not stored. */
    public Budget joined(List<Budget> others) {
        if (others.stream().allMatch(other -> other.places().isEmpty())) {
            return this;
        }
        return new Budget(
                contact,
                version,
                Stream.concat(places.stream(), others.stream().flatMap(other -> other.places().stream()))
                        .sorted(Comparator.comparing(BudgetPlace::at))
                        .toList());
    }

    /** How long a place is kept where the longest cap counts for that time. */
    public static Duration kept(Duration longestCap) {
        return longestCap.compareTo(LEAST_KEPT) > 0 ? longestCap : LEAST_KEPT;
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

    /** When nothing of it counts any more. Another machine's clock may have been ahead of {@code now}. */
    public Instant end(Duration kept, Instant now) {
        Instant last = now;
        for (BudgetPlace place : places) {
            last = place.at().isAfter(last) ? place.at() : last;
        }
        return last.plus(kept);
    }

    /** The same without the oldest places of that purpose and channel, so that {@code most} of them are left. */
    public Budget newest(Purpose purpose, Channel channel, int most) {
        List<BudgetPlace> alike = places.stream()
                .filter(each -> each.purpose().equals(purpose) && each.channel() == channel)
                .toList();
        List<BudgetPlace> left = new ArrayList<>(places);
        left.removeAll(alike.subList(0, Math.max(0, alike.size() - most)));
        return new Budget(contact, version, left);
    }

    /** The first instant, from that one on, at which the cap has a free place. */
    public Instant free(Cap cap, Instant at) {
        List<Instant> counted = new ArrayList<>();
        for (BudgetPlace place : places) {
            if (cap.channels().contains(place.channel()) && cap.purposes().contains(place.purpose())) {
                counted.add(place.at());
            }
        }
        return free(counted, cap.most(), cap.per(), at);
    }

    /** The first instant, from that one on, at which it has room for one place more. */
    public Instant room(Duration kept, Instant at) {
        return places.size() < MOST_PLACES
                ? at
                : free(places.stream().map(BudgetPlace::at).toList(), MOST_PLACES, kept, at);
    }

    private static Instant free(List<Instant> taken, int most, Duration per, Instant at) {
        if (taken.size() < most) {
            return at;
        }
        Instant leaves =
                taken.stream().sorted().toList().get(taken.size() - most).plus(per);
        return leaves.isAfter(at) ? leaves : at;
    }

    /** The place that was taken under that key since then; the last one, if there are several. */
    public Optional<BudgetPlace> keyed(String key, Instant since) {
        return places.stream()
                .filter(each ->
                        !key.isEmpty() && each.key().equals(key) && each.at().isAfter(since))
                .reduce((one, other) -> other);
    }
}
