package dev.ringlock.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.law.Cap;
import dev.ringlock.law.LegalRule;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A person whom several caps protect, and what those who contact them were told. */
final class CappedPerson {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST_TRIES = 10_000;
    private static final List<Cap> CAPS = List.of(
            cap("own", 2, Duration.ofHours(1), Set.of(Channel.SMS), Set.of(MARKETING)),
            cap("us-fl", 3, Duration.ofHours(24), Set.of(Channel.SMS, Channel.VOICE), Set.of(MARKETING)),
            cap("fr", 4, LONGEST, Set.of(Channel.SMS, Channel.VOICE), Set.of(MARKETING, SERVICE)));

    private final ContactId id;
    private final Clock clock;
    private final Map<String, BudgetPlace> held = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    CappedPerson(ContactId id, Clock clock) {
        this.id = id;
        this.clock = clock;
    }

    int taken() {
        return taken.get();
    }

    int refused() {
        return refused.get();
    }

    /** Takes some places, and gives some back that it has. */
    void act(Store store, Random random, String name) {
        for (int i = 0; i < 4; i++) {
            try {
                if (random.nextInt(3) == 0) {
                    release(store, random);
                } else {
                    take(
                            store,
                            name + "-" + i,
                            random.nextBoolean() ? MARKETING : SERVICE,
                            random.nextBoolean() ? Channel.SMS : Channel.VOICE);
                }
            } catch (StoreUnavailableException e) {
                // nobody knows whether it was stored
            }
        }
    }

    /** Reads, asks, and writes over what it read; again after a lost race. Empty if a cap is reached. */
    Optional<String> take(Store store, String decisionId, Purpose purpose, Channel channel) {
        BudgetPlace place = new BudgetPlace(decisionId, clock.instant(), purpose, channel, "");
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Budget budget = read(store);
            boolean free = CAPS.stream()
                    .filter(cap ->
                            cap.channels().contains(channel) && cap.purposes().contains(purpose))
                    .noneMatch(cap -> budget.free(cap, place.at()).isAfter(place.at()));
            if (!free) {
                refused.incrementAndGet();
                return Optional.empty();
            }
            Budget after = budget.with(place, place.at().minus(LONGEST));
            if (store.spend(after, after.end(LONGEST, place.at()))) {
                held.put(decisionId, place);
                taken.incrementAndGet();
                return Optional.of(decisionId);
            }
        }
        throw new AssertionError("lost every race");
    }

    private void release(Store store, Random random) {
        List<String> mine = new ArrayList<>(held.keySet());
        if (mine.isEmpty()) {
            return;
        }
        String decisionId = mine.get(random.nextInt(mine.size()));
        // from its begin on it may be gone
        held.remove(decisionId);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Budget> after = read(store).without(decisionId);
            if (after.isEmpty() || store.spend(after.get(), after.get().end(LONGEST, clock.instant()))) {
                return;
            }
        }
        throw new AssertionError("lost every race");
    }

    /** Of those that were told that they have a place, and have not given it back, no cap has too many. */
    void check(String when) {
        for (Cap cap : CAPS) {
            for (BudgetPlace last : held.values()) {
                Instant begin = last.at().minus(cap.per());
                long counted = held.values().stream()
                        .filter(place -> cap.channels().contains(place.channel()))
                        .filter(place -> cap.purposes().contains(place.purpose()))
                        .filter(place ->
                                place.at().isAfter(begin) && !place.at().isAfter(last.at()))
                        .count();
                assertTrue(counted <= cap.most(), () -> when + ": " + counted + " in " + cap);
            }
        }
    }

    private Budget read(Store store) {
        return store.decisionRows(List.of(), List.of(id)).budgets().get(0);
    }

    private static Cap cap(String rule, int most, Duration per, Set<Channel> channels, Set<Purpose> purposes) {
        return new Cap(new LegalRule(rule, "", "", "", "", null, null), most, per, channels, purposes);
    }
}
