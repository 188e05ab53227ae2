package dev.ringlock.decide;

import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.http.FieldError;
import dev.ringlock.keys.Index;
import dev.ringlock.law.Laws;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.Asker;
import dev.ringlock.store.Store;
import dev.ringlock.store.WonRace;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes places in people's contact budgets, and gives them back. */
@Singleton
final class Places {

    static final String KEY_REUSED = "key_reused";

    /** As many places of a purpose are kept where no cap counts them. */
    private static final int MOST_UNCAPPED = 100;

    private final Laws laws;
    private final Store store;
    private final Index index;
    private final Clock clock;
    private final Duration kept;

    Places(Policy policy, Store store, Index index, Clock clock) {
        this.laws = policy.laws();
        this.store = store;
        this.index = index;
        this.clock = clock;
        this.kept = Budget.kept(policy.laws().longestCap());
    }

    /** What stands for the asker's key: another machine's same key is another. Empty without one. */
    String key(Asker asker, CoveredQuestion use) {
        String given = use.request().key();
        return given.isEmpty() ? "" : index.guardName("place", asker.id(), given);
    }

    /** Whether a place is what the question asks for. */
    static boolean fits(BudgetPlace place, CoveredQuestion use) {
        return place.purpose().equals(use.purpose()) && place.channel() == use.channel();
    }

    static FieldError keyReused(String pointer) {
        return new FieldError(pointer + "/key", KEY_REUSED, "This key belongs to another question.");
    }

    /** @return false if the budget changed since it was read */
    boolean take(CoveredQuestion use, String key, MadeDecision made, KnownRows rows) {
        NumberIds ids = use.ids();
        Budget before = rows.stored(ids.first());
        boolean capped =
                !laws.caps(use.place(), use.channel(), use.terms(), made.at()).isEmpty();
        Budget after = (capped ? before : before.newest(use.purpose(), use.channel(), MOST_UNCAPPED))
                .with(
                        new BudgetPlace(made.id(), made.at(), use.purpose(), use.channel(), key),
                        made.at().minus(kept));
        List<Budget> others = ids.rotating() ? rows.others(ids) : List.of();
        boolean stored = store.spend(after, others, after.end(kept, made.at()));
        if (stored) {
            rows.put(after);
        }
        return stored;
    }

    /**
     * Gives the place of that decision back, if there is one that the asker may ask for. Nothing tells whether there was.
     */
    void release(PhoneNumber number, String decisionId, Asker asker) {
        List<ContactId> ids = index.contactIds(number).own();
        WonRace.of(() -> store.decisionRows(List.of(), ids).budgets().stream()
                        .allMatch(budget -> isReleased(budget, decisionId, asker))
                ? Optional.of(true)
                : Optional.empty());
    }

    /** The place is there no more. False after a lost race. */
    private boolean isReleased(Budget budget, String decisionId, Asker asker) {
        return budget.places().stream()
                .filter(place -> place.decisionId().equals(decisionId))
                .filter(place -> asker.mayAskFor(place.purpose().id()))
                .findFirst()
                .flatMap(place -> budget.without(decisionId))
                .map(after -> store.spend(after, after.end(kept, clock.instant())))
                .orElse(true);
    }
}
