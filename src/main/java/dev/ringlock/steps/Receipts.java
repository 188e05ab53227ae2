package dev.ringlock.steps;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.FailureKind;
import dev.ringlock.consent.Home;
import dev.ringlock.contactability.Budget;
import dev.ringlock.keys.Index;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.provider.DeliveryOutcome;
import dev.ringlock.provider.DeliveryReceipt;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import dev.ringlock.store.WonRace;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Acts on delivery receipts, whichever function they come to. They come late, twice, and in any order. Each is one read and at
 * most one transaction, without a call to the key engine ({@code docs/decisions/0040}). One write more gives back the place in
 * the caps that a message took which failed.
 */
@Singleton
public final class Receipts {

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final OptOuts optOuts;
    private final Arrivals arrivals;
    private final Parties parties;
    private final Duration kept;

    public Receipts(Policy policy, Store store, Index index, OptOuts optOuts, Arrivals arrivals) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.optOuts = optOuts;
        this.arrivals = arrivals;
        this.parties = new Parties(policy);
        this.kept = Budget.kept(policy.laws().longestCap());
    }

    /**
     * Acts on a receipt.
     *
     * @throws dev.ringlock.store.StoreUnavailableException if it was not stored, or that is not known: the provider has to
     *     send it again
     */
    public void take(DeliveryReceipt receipt) {
        Optional<PhoneNumber> phone = parties.phone(receipt.provider(), receipt.to(), receipt.from());
        if (phone.isEmpty()) {
            // a conversation's receipt names no phone, and a name or a short code is none
            return;
        }
        NumberIds ids = index.contactIds(phone.get());
        switch (receipt.outcome()) {
            case UNDERWAY -> {}
            case OTHER -> change(ids, receipt, List.of(), before -> Optional.empty());
            case ACCEPTED, SUCCESS -> alive(ids, receipt);
            case SOFT -> failed(ids, receipt, FailureKind.FOR_NOW);
            case HARD -> failed(ids, receipt, FailureKind.FOR_GOOD);
            case BLOCK -> failed(ids, receipt, FailureKind.BLOCKED);
            case OPT_OUT -> optOut(phone.get(), ids, receipt);
        }
    }

    /** One that is told again changes nothing if it says when it happened. Else it has to be known again. */
    private void alive(NumberIds ids, DeliveryReceipt receipt) {
        Instant now = arrivals.now();
        Instant at = happened(receipt, now);
        boolean arrived = receipt.outcome() == DeliveryOutcome.SUCCESS;
        List<GuardRow> once = receipt.at() == null ? Once.receipt(index, receipt, ids.lasting(), now) : List.of();
        change(
                ids,
                receipt,
                once,
                before -> arrived
                        ? policy.rules().seen(before, at)
                        : policy.rules().accepted(before, at));
    }

    private void failed(NumberIds ids, DeliveryReceipt receipt, FailureKind kind) {
        Instant now = arrivals.now();
        Instant at = happened(receipt, now);
        change(
                ids,
                receipt,
                Once.receipt(index, receipt, ids.lasting(), now),
                before -> policy.rules().failed(before, at, kind));
    }

    /** Of the number's forms the one counts that has a consent. */
    private void change(
            NumberIds ids, DeliveryReceipt receipt, List<GuardRow> once, Function<Contact, Optional<Change>> rule) {
        boolean gives = givesBack(receipt);
        if (receipt.outcome() == DeliveryOutcome.OTHER && !gives) {
            return;
        }
        WonRace.of(() -> {
            DecisionRows rows = store.decisionRows(ids.all(), gives ? ids.own() : List.of());
            if (Home.isTorn(rows.contacts())) {
                return Optional.empty();
            }
            return rows.budgets().stream().allMatch(budget -> isGivenBack(budget, receipt))
                    ? store.tryChange(plan(rows.contacts(), once, rule))
                    : Optional.empty();
        });
    }

    private static ChangePlan<Boolean> plan(
            List<Contact> found, List<GuardRow> once, Function<Contact, Optional<Change>> rule) {
        return found.stream()
                .filter(Contact::hasCompartments)
                .findFirst()
                .flatMap(rule)
                .map(change -> ChangePlan.write(Commit.of(change).guardedBy(once), true))
                .orElse(ChangePlan.answer(true));
    }

    /** Whether its message may have taken a place in the caps that it did not use. */
    private static boolean givesBack(DeliveryReceipt receipt) {
        return receipt.outcome().isFailure() && !receipt.reference().isEmpty();
    }

    /** The place of the decision whose id is the message's reference is there no more. False after a lost race. */
    private boolean isGivenBack(Budget budget, DeliveryReceipt receipt) {
        return budget.without(receipt.reference())
                .map(after -> store.spend(after, after.end(kept, arrivals.now())))
                .orElse(true);
    }

    /** It counts from its receipt, as every no does, and also for a number that is not on file. */
    private void optOut(PhoneNumber number, NumberIds ids, DeliveryReceipt receipt) {
        if (givesBack(receipt)) {
            WonRace.of(() -> Optional.of(
                            store.decisionRows(List.of(), ids.own()).budgets())
                    .filter(budgets -> budgets.stream().allMatch(budget -> isGivenBack(budget, receipt))));
        }
        Instant now = arrivals.now();
        Map<String, String> details = new TreeMap<>();
        details.put("provider", receipt.provider().name());
        details.put("message_id", LedgerId.of(receipt.id(), receipt.to()));
        details.put("received_at", now.toString());
        if (receipt.at() != null) {
            details.put("provider_time", receipt.at().toString());
        }
        optOuts.refusedTo(
                number,
                parties.sender(receipt.provider(), receipt.from()),
                now,
                details,
                Once.receipt(index, receipt, ids.lasting(), now));
    }

    /** By the provider's clock, but never later than we heard of it. */
    private static Instant happened(DeliveryReceipt receipt, Instant now) {
        Instant at = receipt.at();
        return at == null || at.isAfter(now) ? now : at.truncatedTo(ChronoUnit.MILLIS);
    }
}
