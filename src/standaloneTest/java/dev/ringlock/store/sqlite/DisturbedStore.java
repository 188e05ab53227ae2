package dev.ringlock.store.sqlite;

import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Fault;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store whose commits meet faults. SQLite is in this very process, so between it and its caller there is only the
 * process's end: that is what is told as unavailable here, before or after the commit. KilledServerIT really ends it.
 */
final class DisturbedStore extends ForwardingStore {

    private final AtomicInteger left = new AtomicInteger();
    private volatile Fault fault = Fault.THROTTLED;

    DisturbedStore(Store to) {
        super(to);
    }

    void inject(Fault next, int commits) {
        fault = next;
        left.set(commits);
    }

    @Override
    public CommitResult commit(Commit commit) {
        if (left.getAndUpdate(count -> Math.max(0, count - 1)) == 0) {
            return super.commit(commit);
        }
        if (fault == Fault.CONFLICT) {
            return new CommitResult.Stale();
        }
        if (fault == Fault.ANSWER_LOST) {
            super.commit(commit);
        }
        throw new StoreUnavailableException("injected: " + fault);
    }

    /** One of a group meets a conflict; any other fault is that of all. */
    @Override
    public List<CommitResult> commitAll(List<Commit> commits) {
        if (commits.isEmpty() || left.getAndUpdate(count -> Math.max(0, count - 1)) == 0) {
            return super.commitAll(commits);
        }
        if (fault == Fault.CONFLICT) {
            List<CommitResult> results = new ArrayList<>(List.of(new CommitResult.Stale()));
            results.addAll(super.commitAll(commits.subList(1, commits.size())));
            return results;
        }
        if (fault == Fault.ANSWER_LOST) {
            super.commitAll(commits);
        }
        throw new StoreUnavailableException("injected: " + fault);
    }
}
