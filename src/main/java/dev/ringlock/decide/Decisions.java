package dev.ringlock.decide;

import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Decision;
import dev.ringlock.contactability.DecisionRule;
import dev.ringlock.contactability.Refusal;
import dev.ringlock.keys.Index;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.Asker;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.DecisionRequest;
import dev.ringlock.store.Store;
import dev.ringlock.store.WonRace;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Answers whether numbers may be contacted, from one read of all that the questions are about. Nothing is written but the
 * places that were asked for.
 */
@Singleton
final class Decisions {

    /** As long as an answer may be relied on, a request may be repeated. */
    private static final Duration REPEATED = DecisionRule.LONGEST_VALID;

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final Arrivals arrivals;
    private final Places places;
    private final DecisionRule rule;

    Decisions(Policy policy, Store store, Index index, Arrivals arrivals, Places places) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.arrivals = arrivals;
        this.places = places;
        this.rule = policy.decisions();
    }

    /** One question's answer. */
    MadeDecision decide(DecisionRequest request, Asker asker) {
        return decide(List.of(DecisionItem.of(request)), asker, made -> false).get(0);
    }

    /**
     * Decides one after the other, so that each knows of the places that those before it took.
     *
     * @param enough ends it after a decision
     */
    List<MadeDecision> decide(List<DecisionItem> items, Asker asker, Predicate<MadeDecision> enough) {
        Instant now = arrivals.now();
        List<DecisionItem> checked =
                items.stream().map(item -> item.checked(now)).toList();
        List<Optional<CoveredQuestion>> asked =
                checked.stream().map(item -> asked(item, asker)).toList();
        KnownRows rows = new KnownRows(store);
        read(asked, rows);
        List<MadeDecision> made = new ArrayList<>();
        for (int i = 0; i < checked.size(); i++) {
            made.add(one(checked.get(i), asked.get(i), asker, rows, now));
            if (enough.test(made.get(i))) {
                break;
            }
        }
        return made;
    }

    /** Empty for a purpose that does not exist, and for one that the asker may not ask for: they have one answer. */
    private Optional<CoveredQuestion> asked(DecisionItem item, Asker asker) {
        return item.request()
                .filter(request -> asker.mayAskFor(request.purpose()))
                .flatMap(request -> Optional.ofNullable(policy.purposes().get(new Purpose(request.purpose())))
                        .map(terms -> new CoveredQuestion(
                                request, index.contactIds(request.who().number()), terms)));
    }

    private static void read(List<Optional<CoveredQuestion>> asked, KnownRows rows) {
        Set<ContactId> contacts = new LinkedHashSet<>();
        Set<ContactId> budgets = new LinkedHashSet<>();
        asked.stream().flatMap(Optional::stream).forEach(use -> {
            contacts.addAll(use.ids().all());
            if (use.isCapped()) {
                budgets.addAll(use.ids().own());
            }
        });
        rows.read(contacts, budgets);
        if (asked.stream().flatMap(Optional::stream).anyMatch(use -> rows.isTorn(use.ids()))) {
            rows.read(contacts, budgets);
        }
    }

    private MadeDecision one(
            DecisionItem item, Optional<CoveredQuestion> asked, Asker asker, KnownRows rows, Instant now) {
        String id = arrivals.ulid(now).value();
        if (item.request().isEmpty()) {
            return new MadeDecision(null, item.errors(), id, now);
        }
        Instant at = AskedInstant.of(item.request().get(), now);
        if (asked.isEmpty()) {
            return new MadeDecision(Decision.denied(Refusal.UNKNOWN_PURPOSE), List.of(), id, at);
        }
        CoveredQuestion use = asked.get();
        return use.takesPlace()
                ? reserved(use, item.pointer(), places.key(asker, use), id, rows, now)
                : new MadeDecision(decision(use, rows, rows.budget(use.ids()), at), List.of(), id, at);
    }

    /**
     * Takes a place by one conditional write if it is allowed. A repetition under the same key is decided anew, for there may be a
     * no since. It has the place that it had. A key that comes again later is another message: no cap could count it else.
     */
    private MadeDecision reserved(
            CoveredQuestion use, String pointer, String key, String id, KnownRows rows, Instant now) {
        boolean[] again = {false};
        return WonRace.of(() -> {
            if (again[0]) {
                rows.read(use.ids().all(), Set.copyOf(use.ids().own()));
            }
            again[0] = true;
            Budget budget = rows.budget(use.ids());
            Optional<Budget.BudgetPlace> had = budget.keyed(key, now.minus(REPEATED));
            if (had.isPresent() && !Places.fits(had.get(), use)) {
                return Optional.of(new MadeDecision(null, List.of(Places.keyReused(pointer)), id, now));
            }
            String place = had.map(Budget.BudgetPlace::decisionId).orElse(id);
            Decision decision = decision(use, rows, budget.without(place).orElse(budget), now);
            MadeDecision made = new MadeDecision(decision, List.of(), place, now);
            return had.isPresent() || !decision.isAllowed() || places.take(use, key, made, rows)
                    ? Optional.of(made)
                    : Optional.empty();
        });
    }

    private Decision decision(CoveredQuestion use, KnownRows rows, Budget budget, Instant at) {
        return rule.decide(rows.contacts(use.ids()), budget, use.place(), use.purpose(), use.channel(), at);
    }
}
