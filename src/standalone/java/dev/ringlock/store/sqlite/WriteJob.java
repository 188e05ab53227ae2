package dev.ringlock.store.sqlite;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** One queued piece of writing, and where its caller waits for the result. */
record WriteJob<T>(WriteWork<T> work, Predicate<T> keeps, boolean destroys, CompletableFuture<T> result) {

    /**
     * One job's statements. The caller gets the result once the group is on the disk. If it throws, only this job is
     * undone.
     */
    interface WriteWork<T> {
        T run(Writes writes) throws SQLException;
    }
}
