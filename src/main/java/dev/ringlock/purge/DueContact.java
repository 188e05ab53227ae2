package dev.ringlock.purge;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Upkeep;
import dev.ringlock.consent.Upkeep.Move;
import dev.ringlock.http.Endpoint;
import dev.ringlock.keys.Opener;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.purge.NumberCheck.Seen;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Does what is due with one contact, exactly once, even if another run is at work too. */
@Singleton
final class DueContact {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /**
     * How many entries are deleted at once. A transaction has 100 items at most, and the last one also deletes the rows
     * of the contact's consents.
     */
    private static final int ENTRIES = 60;

    private final Upkeep upkeep;
    private final Store store;
    private final NumberCheck look;
    private final CompartmentSeals seals;
    private final Arrivals arrivals;
    private final Rekeying rekeying;

    DueContact(
            Policy policy,
            Store store,
            NumberCheck look,
            CompartmentSeals seals,
            Arrivals arrivals,
            Rekeying rekeying) {
        this.upkeep = policy.upkeep();
        this.store = store;
        this.look = look;
        this.seals = seals;
        this.arrivals = arrivals;
        this.rekeying = rekeying;
    }

    /** The state of a step at work. */
    record Step(Opener opener, boolean dryRun, AtomicInteger unanswered) {

        Step(Opener opener, boolean dryRun) {
            this(opener, dryRun, new AtomicInteger());
        }
    }

    /** Whether the contact's number will have to be opened. */
    boolean wantsNumber(Contact contact, Instant now) {
        return isToDo(contact, now) && upkeep.wantsCheck(contact, now);
    }

    /**
     * Does what is due, or only reports it in a dry run.
     *
     * @param read the contact as the run has read it; it is read again if it has changed since
     * @param number its sealed number; null if there is none, or it was not expected to be needed
     * @param now the instant to act on, which the run may act on
     */
    ContactOutcome handle(Contact read, @Nullable Compartment number, Step step, Instant now) {
        AtomicReference<@Nullable Contact> first = new AtomicReference<>(read);
        try {
            return store.change(() -> {
                Contact fresh = first.getAndSet(null);
                return plan(fresh == null ? load(read.id()) : fresh, number, step, now);
            });
        } catch (RuntimeException e) {
            // no failure of one contact may keep the others from being handled
            LOG.warnf("a contact was left for the next run: %s", Endpoint.place(e));
            return ContactOutcome.failed();
        }
    }

    private ChangePlan<ContactOutcome> plan(Contact before, @Nullable Compartment number, Step step, Instant now) {
        if (!isToDo(before, now)) {
            return rekeying.wants(before)
                    ? rekeying.plan(before, step, now)
                    : ChangePlan.answer(ContactOutcome.notDue());
        }
        if (upkeep.forgets(before, now)) {
            return isNeeded(before) ? keep(before, step, now) : forget(before, step, null, 0);
        }
        boolean wanted = upkeep.wantsCheck(before, now);
        Optional<Seen> seen = wanted ? seen(before, number, step, now) : Optional.empty();
        if (seen.isPresent() && upkeep.moves(before, seen.get().checked())) {
            return move(before, seen.get(), step, now);
        }
        Change change = upkeep.change(
                before, now, arrivals.ulid(now), seen.map(Seen::checked).orElse(null));
        boolean cannotTell = wanted && seen.isEmpty();
        if (cannotTell && change.isNothing() && change.erased().isEmpty()) {
            return ChangePlan.answer(ContactOutcome.failed());
        }
        ContactOutcome handled = ContactOutcome.of(change, before.quality().origin(), seen.isPresent(), cannotTell);
        ContactOutcome told = rekeying.wants(change.contact()) ? handled.waiting() : handled;
        return written(Commit.of(change), step, () -> ChangePlan.answer(told));
    }

    /** Whether it is the history of a contact that went on under another id, and whose own is kept. */
    private boolean isNeeded(Contact before) {
        ContactId movedTo = before.quality().movedTo();
        return before.isLeft() && movedTo != null && load(movedTo).head() != null;
    }

    private ChangePlan<ContactOutcome> keep(Contact before, Step step, Instant now) {
        Change change = upkeep.kept(before, now);
        ContactOutcome handled = ContactOutcome.of(change, null, false, false);
        return written(Commit.of(change), step, () -> ChangePlan.answer(handled));
    }

    private Optional<Seen> seen(Contact before, @Nullable Compartment number, Step step, Instant now) {
        Compartment sealed = number == null ? look.sealed(List.of(before.id())).get(before.id()) : number;
        return sealed == null ? Optional.empty() : look.at(before, sealed, step, now);
    }

    private ChangePlan<ContactOutcome> move(Contact before, Seen seen, Step step, Instant now) {
        List<Contact> found = look.canonical(seen);
        Contact into = found.get(0);
        Move move = upkeep.move(before, found, now, arrivals.ulid(now), seen.checked());
        ContactOutcome handled = ContactOutcome.of(move.from(), before.quality().origin(), true, false);
        Commit from = Commit.of(move.from());
        if (step.dryRun() || move.to().isNothing()) {
            return written(from, step, () -> ChangePlan.answer(handled));
        }
        List<Compartment> sealed =
                seals.anew(into.id(), seen.number(), move.to().sealed());
        return ChangePlan.write(from.and(Commit.of(move.to(), sealed, null)), handled);
    }

    /**
     * Deletes its ledger, oldest entries first, and with the last of them everything that is not an opt-out.
     *
     * @param cursor after the entries that were deleted before; a dry run has left them there and skips them
     */
    private ChangePlan<ContactOutcome> forget(Contact before, Step step, @Nullable String cursor, long gone) {
        Page<Entry> page = store.history(before.id().value(), cursor, ENTRIES);
        List<Ulid> entries = page.items().stream().map(Entry::ulid).toList();
        long all = gone + entries.size();
        String next = page.next();
        if (next != null) {
            Contact after = upkeep.forgetting(before);
            Commit commit = Commit.forgetting(after, after.placedAnew(before), entries);
            return written(commit, step, () -> forget(after, step, next, all));
        }
        Contact after = upkeep.forgotten(before);
        Commit commit = after.isNothing()
                ? Commit.leaving(after, after.placedAnew(before), entries)
                : Commit.forgetting(after, after.placedAnew(before), entries);
        return written(commit, step, () -> ChangePlan.answer(ContactOutcome.forgotten(all)));
    }

    /** A dry run continues without writing. */
    private static ChangePlan<ContactOutcome> written(
            Commit commit, Step step, Supplier<ChangePlan<ContactOutcome>> then) {
        return step.dryRun() ? then.get() : new ChangePlan.Write<>(commit, settled -> then.get());
    }

    private Contact load(ContactId id) {
        return store.load(List.of(id)).get(0);
    }

    private boolean isToDo(Contact contact, Instant now) {
        Instant due = contact.dueAt();
        return (due != null && !due.isAfter(now)) || upkeep.hasRemoved(contact);
    }
}
