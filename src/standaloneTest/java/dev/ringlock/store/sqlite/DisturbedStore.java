package dev.ringlock.store.sqlite;

import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Counter;
import dev.ringlock.store.Fault;
import dev.ringlock.store.Outcome;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A store whose commits meet faults. SQLite is in this very process, so between it and its caller there is only the
 * process's end: that is what is told as unavailable here, before or after the commit. KilledServerIT really ends it.
 */
final class DisturbedStore implements Store {

    private final Store to;
    private final AtomicInteger left = new AtomicInteger();
    private volatile Fault fault = Fault.THROTTLED;

    DisturbedStore(Store to) {
        this.to = to;
    }

    void inject(Fault next, int commits) {
        fault = next;
        left.set(commits);
    }

    @Override
    public Outcome commit(Commit commit) {
        if (left.getAndUpdate(count -> Math.max(0, count - 1)) == 0) {
            return to.commit(commit);
        }
        switch (fault) {
            case CONFLICT -> {
                return new Outcome.Conflict();
            }
            case ANSWER_LOST -> to.commit(commit);
            case THROTTLED, REQUEST_LOST -> {
                // nothing gets there
            }
        }
        throw new StoreUnavailableException("injected: " + fault);
    }

    @Override
    public List<Contact> load(List<ContactId> ids) {
        return to.load(ids);
    }

    @Override
    public List<Long> count(List<Counter> counters) {
        return to.count(counters);
    }

    @Override
    public Page<Contact> list(@Nullable String cursor, int limit) {
        return to.list(cursor, limit);
    }

    @Override
    public Page<Entry> history(String subject, @Nullable String cursor, int limit) {
        return to.history(subject, cursor, limit);
    }
}
