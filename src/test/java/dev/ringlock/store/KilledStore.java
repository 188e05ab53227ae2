package dev.ringlock.store;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store whose process is killed at a call: that call is done or not, and none after it is. */
public final class KilledStore extends ForwardingStore {

    private final AtomicInteger calls = new AtomicInteger();
    private final int at;
    private final boolean done;

    /** What a killed process does not catch. */
    private static final class Killed extends Error {}

    /**
     * @param at the call, from 0
     * @param done whether that call is still done
     */
    public KilledStore(Store to, int at, boolean done) {
        super(to);
        this.at = at;
        this.done = done;
    }

    public int calls() {
        return calls.get();
    }

    /** Runs until the end or the kill, and tells whether it was killed. */
    public boolean kills(Runnable work) {
        try {
            work.run();
            return false;
        } catch (Killed | CompletionException e) {
            if (!(e instanceof Killed || e.getCause() instanceof Killed)) {
                throw e;
            }
            return true;
        }
    }

    /** What else that process does is counted among the calls, and killed as they are. */
    public <T> T called(Supplier<T> call) {
        int number = calls.getAndIncrement();
        if (number < at) {
            return call.get();
        }
        if (number == at && done) {
            // its answer is lost
            Objects.requireNonNull(call.get());
        }
        throw new Killed();
    }

    @Override
    public SealedRows sealedRows(ContactId contact, Set<Purpose> purposes) {
        return called(() -> super.sealedRows(contact, purposes));
    }

    @Override
    public List<Contact> load(List<ContactId> ids) {
        return called(() -> super.load(ids));
    }

    @Override
    public DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets) {
        return called(() -> super.decisionRows(contacts, budgets));
    }

    @Override
    public boolean spend(Budget after, List<Budget> unchanged, Instant expiresAt) {
        return called(() -> super.spend(after, unchanged, expiresAt));
    }

    @Override
    public CommitResult commit(Commit commit) {
        return called(() -> super.commit(commit));
    }

    @Override
    public List<CommitResult> commitAll(List<Commit> commits) {
        return called(() -> super.commitAll(commits));
    }

    @Override
    public Optional<GuardRow> recall(String name) {
        return called(() -> super.recall(name));
    }

    @Override
    public Page<DueRow> due(Instant now, @Nullable String cursor, int limit) {
        return called(() -> super.due(now, cursor, limit));
    }

    @Override
    public List<Compartment> compartments(Purpose purpose, List<ContactId> contacts) {
        return called(() -> super.compartments(purpose, contacts));
    }

    @Override
    public int held(int most) {
        return called(() -> super.held(most));
    }

    @Override
    public List<SealedText> texts(List<HeldMessage> messages) {
        return called(() -> super.texts(messages));
    }

    @Override
    public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit) {
        return called(() -> super.audience(purpose, now, cursor, limit));
    }

    @Override
    public Page<Entry> history(String subject, @Nullable String cursor, int limit) {
        return called(() -> super.history(subject, cursor, limit));
    }

    @Override
    public Page<Entry> recent(String subject, @Nullable String cursor, int limit) {
        return called(() -> super.recent(subject, cursor, limit));
    }

    @Override
    public Page<Entry> ledgerOf(String actor, LedgerSpan span, @Nullable String cursor, int limit) {
        return called(() -> super.ledgerOf(actor, span, cursor, limit));
    }

    @Override
    public Page<Entry> ledger(LedgerSpan span, @Nullable String cursor, int limit) {
        return called(() -> super.ledger(span, cursor, limit));
    }

    @Override
    public Optional<ContactId> recorded(String recordId) {
        return called(() -> super.recorded(recordId));
    }
}
