package dev.ringlock.store;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Purpose;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that passes everything on; tests override what they want to see or to disturb. */
public class ForwardingStore implements Store {

    private final Store to;

    public ForwardingStore(Store to) {
        this.to = to;
    }

    @Override
    public List<Contact> load(List<ContactId> ids) {
        return to.load(ids);
    }

    @Override
    public Outcome commit(Commit commit) {
        return to.commit(commit);
    }

    @Override
    public List<Long> count(List<Counter> counters) {
        return to.count(counters);
    }

    @Override
    public Optional<GuardRow> recall(String name) {
        return to.recall(name);
    }

    @Override
    public Page<Contact> list(Filter filter, @Nullable String cursor, int limit) {
        return to.list(filter, cursor, limit);
    }

    @Override
    public Page<Due> due(Instant now, @Nullable String cursor, int limit) {
        return to.due(now, cursor, limit);
    }

    @Override
    public List<Compartment> compartments(Purpose purpose, List<ContactId> contacts) {
        return to.compartments(purpose, contacts);
    }

    @Override
    public Page<Entry> history(String subject, @Nullable String cursor, int limit) {
        return to.history(subject, cursor, limit);
    }
}
