package dev.ringlock.store;

import java.util.List;

/** A store that reads, and writes nothing while it is down. */
public final class UnwritableStore extends ForwardingStore {

    private boolean down;

    public UnwritableStore(Store to) {
        super(to);
    }

    public UnwritableStore down() {
        down = true;
        return this;
    }

    public void up() {
        down = false;
    }

    @Override
    public CommitResult commit(Commit commit) {
        if (down) {
            throw new StoreUnavailableException("down");
        }
        return super.commit(commit);
    }

    @Override
    public List<CommitResult> commitAll(List<Commit> commits) {
        if (down) {
            throw new StoreUnavailableException("down");
        }
        return super.commitAll(commits);
    }
}
