package dev.ringlock.store;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store that passes everything on; tests override what they want to see or to disturb. */
public class ForwardingStore implements Store {

    private final Store store;

    public ForwardingStore(Store to) {
        this.store = to;
    }

    @Override
    public List<Contact> load(List<ContactId> ids) {
        return store.load(ids);
    }

    @Override
    public DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets) {
        return store.decisionRows(contacts, budgets);
    }

    @Override
    public boolean spend(Budget after, List<Budget> unchanged, Instant expiresAt) {
        return store.spend(after, unchanged, expiresAt);
    }

    @Override
    public CommitResult commit(Commit commit) {
        return store.commit(commit);
    }

    @Override
    public List<CommitResult> commitAll(List<Commit> commits) {
        return store.commitAll(commits);
    }

    @Override
    public List<Long> count(List<Counter> counters) {
        return store.count(counters);
    }

    @Override
    public Optional<GuardRow> recall(String name) {
        return store.recall(name);
    }

    @Override
    public void forget(String name, String answer) {
        store.forget(name, answer);
    }

    @Override
    public Page<Contact> list(ContactFilter filter, @Nullable String cursor, int limit) {
        return store.list(filter, cursor, limit);
    }

    @Override
    public Page<DueRow> due(Instant now, @Nullable String cursor, int limit) {
        return store.due(now, cursor, limit);
    }

    @Override
    public List<Compartment> compartments(Purpose purpose, List<ContactId> contacts) {
        return store.compartments(purpose, contacts);
    }

    @Override
    public SealedRows sealedRows(ContactId contact, Set<Purpose> purposes) {
        return store.sealedRows(contact, purposes);
    }

    @Override
    public int held(int most) {
        return store.held(most);
    }

    @Override
    public List<SealedText> texts(List<HeldMessage> messages) {
        return store.texts(messages);
    }

    @Override
    public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit) {
        return store.audience(purpose, now, cursor, limit);
    }

    @Override
    public Page<Entry> history(String subject, @Nullable String cursor, int limit) {
        return store.history(subject, cursor, limit);
    }

    @Override
    public Page<Entry> recent(String subject, @Nullable String cursor, int limit) {
        return store.recent(subject, cursor, limit);
    }

    @Override
    public Page<Entry> ledgerOf(String actor, LedgerSpan span, @Nullable String cursor, int limit) {
        return store.ledgerOf(actor, span, cursor, limit);
    }

    @Override
    public Page<Entry> ledger(LedgerSpan span, @Nullable String cursor, int limit) {
        return store.ledger(span, cursor, limit);
    }

    @Override
    public Optional<ContactId> recorded(String recordId) {
        return store.recorded(recordId);
    }
}
