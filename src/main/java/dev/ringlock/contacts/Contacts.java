package dev.ringlock.contacts;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Staff's work with contacts. Nothing is shown or done without a ledger entry under the person who did it. */
@Singleton
final class Contacts {

    private final Policy policy;
    private final Store store;
    private final Arrivals arrivals;
    private final StaffTrail trace;

    Contacts(Policy policy, Store store, Arrivals arrivals, StaffTrail trace) {
        this.policy = policy;
        this.store = store;
        this.arrivals = arrivals;
        this.trace = trace;
    }

    /** Writes the entry for a reading before the answer, as {@link StaffTrail#read} does. */
    void read(Actor actor, Action action, Map<String, String> what) {
        trace.read(actor, action, what);
    }

    /**
     * Withdraws the requested purposes, whether or not they were ever consented to. After that, only the phone can
     * consent again. If the number has moved, its consents under the new id are withdrawn too; after the opt-out, no
     * more consents move.
     */
    Contact withdraw(Actor actor, ContactId id, ContactRequests.Withdraw ask) {
        Contact read = store.load(List.of(id)).get(0);
        ContactId rekeyedTo = read.quality().movedTo();
        if (read.isLeft() && rekeyedTo != null) {
            return withdraw(actor, rekeyedTo, ask);
        }
        Contact withdrawn = change(actor, Action.WITHDRAW, id, true, no(actor, ask));
        ContactId movedTo = withdrawn.quality().movedTo();
        if (movedTo != null) {
            change(actor, Action.WITHDRAW, movedTo, true, no(actor, ask));
        }
        return withdrawn;
    }

    /**
     * The same for the person with a number, on file or not. A purpose without a consent becomes a suppression.
     *
     * @param ids that may stand for the number; other contacts on file are withdrawn first
     */
    Contact withdraw(Actor actor, NumberIds ids, ContactRequests.Withdraw ask) {
        List<Contact> found = store.load(ids);
        for (Contact other : found.subList(1, found.size())) {
            if (other.version() > 0 && !other.isNothing()) {
                change(actor, Action.WITHDRAW, other.id(), true, no(actor, ask));
            }
        }
        return store.change(ids, now -> plan(actor, Action.WITHDRAW, now.get(0), no(actor, ask)));
    }

    private BiFunction<Contact, Instant, Change> no(Actor actor, ContactRequests.Withdraw ask) {
        Map<String, String> details = Map.of("actor", actor.id(), "reason", ask.reason(), "asked", ask.asked());
        return (before, now) -> policy.rules()
                .withdraw(
                        before,
                        new Withdrawal(
                                now,
                                arrivals.ulid(now),
                                arrivals.recordId(),
                                ask.all() ? policy.purposes().keySet() : ask.purposes(),
                                ask.all(),
                                Withdrawal.WithdrawalMethod.STAFF,
                                details));
    }

    /**
     * Decides what the messages that hold the contact meant. An opt-out counts since the first of them came. With the hold
     * go their texts.
     */
    Contact decide(Actor actor, ContactId id, ContactRequests.Decide ask) {
        return change(actor, Action.DECIDE_HOLD, id, true, (before, now) -> {
            Contact.Hold hold = before.hold();
            if (hold == null) {
                throw new ProblemException(new Problem.Conflict("Nothing holds this contact."));
            }
            if (ask.version() != ContactRequests.Decide.ANY && ask.version() != before.version()) {
                throw new ProblemException(new Problem.Conflict(
                        "The contact has changed since it was read: another message may have come. Read it again."));
            }
            boolean everything = ask.purposes().isEmpty();
            Map<String, String> details = Map.of(
                    "actor", actor.id(),
                    "reason", ask.reason(),
                    "held", hold.entry().value());
            return ask.optOut()
                    ? policy.rules()
                            .withdrawHeld(
                                    before,
                                    new Withdrawal(
                                            hold.at(),
                                            arrivals.ulid(now),
                                            arrivals.recordId(),
                                            everything ? policy.purposes().keySet() : ask.purposes(),
                                            everything,
                                            Withdrawal.WithdrawalMethod.STAFF,
                                            details))
                    : policy.rules().release(before, now, arrivals.ulid(now), details);
        });
    }

    /**
     * One transaction: the change, and the entry under the person who made it.
     *
     * @param ofSomebody whether the contact has to be on file
     */
    private Contact change(
            Actor actor, Action action, ContactId id, boolean ofSomebody, BiFunction<Contact, Instant, Change> rule) {
        return store.change(List.of(id), found -> {
            Contact before = found.get(0);
            if (ofSomebody && before.version() == 0) {
                throw new ProblemException(new Problem.NotFound());
            }
            return plan(actor, action, before, rule);
        });
    }

    private ChangePlan<Contact> plan(
            Actor actor, Action action, Contact before, BiFunction<Contact, Instant, Change> rule) {
        Instant now = arrivals.now();
        Change change = rule.apply(before, now);
        Map<String, String> what = Map.of("contact", before.id().value());
        Entry acted = trace.entry(actor, action, Event.ACTED, now, what);
        return ChangePlan.write(Commit.of(change).with(List.of(acted)), change.contact());
    }
}
