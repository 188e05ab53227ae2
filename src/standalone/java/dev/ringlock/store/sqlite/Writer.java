package dev.ringlock.store.sqlite;

import dev.ringlock.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;

/**
 * The only thread that writes. It takes the queued jobs as a group, runs each in its own savepoint and commits the
 * group once, so that one disk flush serves all waiting threads. No thread gets its result before that flush.
 */
final class Writer implements AutoCloseable {

    private static final int LARGEST_GROUP = 256;

    /** The longest that counts wait for a group that takes them along. */
    private static final int LONGEST_PAUSE_MILLIS = 1_000;

    private final Statements statements;
    private final Writes writes;
    private final Counters counters;
    private final Lock groups;
    private final Checkpoint checkpoint;
    private final LinkedBlockingQueue<WriteJob<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    private Writer(Statements statements, Writes writes, Counters counters, Lock groups, Checkpoint checkpoint) {
        this.statements = statements;
        this.writes = writes;
        this.counters = counters;
        this.groups = groups;
        this.checkpoint = checkpoint;
        this.thread = new Thread(this::serve, "sqlite-writer");
    }

    /** @param groups is held while a group is written */
    static Writer start(Connection connection, Clock clock, Counters counters, Lock groups, Checkpoint checkpoint) {
        Statements statements = new Statements(connection);
        Writer writer = new Writer(statements, new Writes(statements, clock), counters, groups, checkpoint);
        writer.thread.start();
        return writer;
    }

    /**
     * Runs the work in a group and waits until it is on the disk.
     *
     * @param destroys whether it deletes rows that must leave the disk. They do by a {@link Checkpoint}, soon after the
     *     caller has the result
     * @param keeps decides from the result whether the written rows stay; if not, they are undone and the caller
     *     gets the result all the same
     */
    <T> T write(boolean destroys, Predicate<T> keeps, WriteJob.WriteWork<T> work) {
        WriteJob<T> job = new WriteJob<>(work, keeps, destroys, new CompletableFuture<>());
        synchronized (queue) {
            if (closed) {
                throw new StoreUnavailableException("the database is closed");
            }
            queue.add(job);
        }
        try {
            return job.result().join();
        } catch (CompletionException e) {
            throw SqliteFailure.logged("SQLite could not write", Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    @Override
    public void close() throws SQLException {
        synchronized (queue) {
            closed = true;
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        checkpoint.close();
        statements.close();
    }

    private void serve() {
        List<WriteJob<?>> group = new ArrayList<>();
        while (!closed) {
            try {
                WriteJob<?> first = queue.poll(LONGEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                }
            } catch (InterruptedException e) {
                break;
            }
            queue.drainTo(group, LARGEST_GROUP - 1);
            write(group);
            group.clear();
        }
        write(List.of());
        queue.drainTo(group);
        group.forEach(job -> job.result().completeExceptionally(new SQLException("the database was closed")));
    }

    /** With the group, or alone if it is empty, go the counts that the file does not have yet. */
    private void write(List<WriteJob<?>> group) {
        if (group.isEmpty() && counters.areWritten()) {
            return;
        }
        List<Runnable> answers = new ArrayList<>();
        groups.lock();
        try {
            statements.update("BEGIN IMMEDIATE");
            answers.add(counters.write(writes));
            for (WriteJob<?> job : group) {
                answers.add(run(job));
            }
            statements.update("COMMIT");
        } catch (SQLException | RuntimeException | Error e) {
            // Errors too: if this thread died, its callers would wait for ever.
            statements.forget();
            rollBack();
            group.forEach(job -> job.result().completeExceptionally(e));
            return;
        } finally {
            groups.unlock();
        }
        answers.forEach(Runnable::run);
        checkpoint.committed(group.stream().anyMatch(WriteJob::destroys));
    }

    private <T> Runnable run(WriteJob<T> job) throws SQLException {
        statements.update("SAVEPOINT job");
        try {
            T result = job.work().run(writes);
            statements.update(job.keeps().test(result) ? "RELEASE job" : "ROLLBACK TO job");
            return () -> job.result().complete(result);
        } catch (SQLException | RuntimeException | Error e) {
            statements.forget();
            try {
                statements.update("ROLLBACK TO job");
            } catch (SQLException undone) {
                // With a full disk SQLite undoes the whole group by itself. The group fails for that first reason then.
                e.addSuppressed(undone);
                throw e;
            }
            return () -> job.result().completeExceptionally(e);
        }
    }

    private void rollBack() {
        try {
            statements.update("ROLLBACK");
        } catch (SQLException e) {
            // SQLite had rolled back by itself
        }
    }
}
