package dev.ringlock.bench;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Counter;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.SealedRows;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store that does the minimum: it knows nobody, and keeps the last commit so that none is optimised away. */
public final class ForgetfulStore implements Store {

    private static final CommitResult DONE = new CommitResult.Done();

    private volatile Commit last;

    public Commit last() {
        return last;
    }

    @Override
    public List<Contact> load(List<ContactId> ids) {
        return ids.stream().map(Contact::unknown).toList();
    }

    @Override
    public DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets) {
        return new DecisionRows(
                load(contacts), budgets.stream().map(Budget::unspent).toList());
    }

    @Override
    public boolean spend(Budget after, List<Budget> unchanged, Instant expiresAt) {
        return true;
    }

    @Override
    public CommitResult commit(Commit commit) {
        last = commit;
        return DONE;
    }

    @Override
    public List<CommitResult> commitAll(List<Commit> commits) {
        last = commits.get(commits.size() - 1);
        return Collections.nCopies(commits.size(), DONE);
    }

    @Override
    public List<Long> count(List<Counter> counters) {
        return counters.stream().map(counter -> 1L).toList();
    }

    @Override
    public Optional<GuardRow> recall(String name) {
        return Optional.empty();
    }

    @Override
    public void forget(String name, String answer) {}

    @Override
    public Page<Contact> list(ContactFilter filter, String cursor, int limit) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Page<DueRow> due(Instant now, String cursor, int limit) {
        return new Page<>(List.of(), null);
    }

    @Override
    public List<Compartment> compartments(Purpose purpose, List<ContactId> contacts) {
        return List.of();
    }

    @Override
    public SealedRows sealedRows(ContactId contact, Set<Purpose> purposes) {
        return new SealedRows(Set.of(), 0);
    }

    @Override
    public List<SealedText> texts(List<HeldMessage> messages) {
        return List.of();
    }

    @Override
    public Page<Compartment> audience(Purpose purpose, Instant now, String cursor, int limit) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Page<Entry> history(String subject, String cursor, int limit) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Page<Entry> recent(String subject, String cursor, int limit) {
        return new Page<>(List.of(), null);
    }

    @Override
    public int held(int most) {
        return 0;
    }

    @Override
    public Page<Entry> ledgerOf(String actor, LedgerSpan span, String cursor, int limit) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Page<Entry> ledger(LedgerSpan span, String cursor, int limit) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Optional<ContactId> recorded(String recordId) {
        return Optional.empty();
    }
}
