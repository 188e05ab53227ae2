package dev.ringlock.store.sqlite;

import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.LongPredicate;
import org.jboss.logging.Logger;

/**
 * Takes deleted rows off the disk, on a thread and a connection of its own. {@code secure_delete} overwrites a deleted row
 * in the database file, but older frames of the write-ahead log still hold it. They go when the log is emptied, and that
 * needs a moment in which nobody reads the log. A large log is emptied too. It never waits for a reader: it tries again soon, and no commit waits
 * for that.
 *
 * <p>It also tells the database's generation, once it has risen.
 */
final class Checkpoint implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** Between two tries, so that many deletions share one flush of the database file. */
    private static final int PAUSE_MILLIS = 250;

    private static final int TRIES_BEFORE_WARNING = 240;
    private static final int TRIES_AT_CLOSE = 4;

    private static final long A_SECOND = 1_000_000_000;

    /** Where SQLite itself would begin to empty the log, while a commit waits for it. */
    private static final long LARGE = 4_096_000;

    private final Path file;
    private final File log;
    private final Connection connection;
    private final Lock groups;
    private final LongPredicate risen;
    private final Semaphore wanted = new Semaphore(1);
    private final Thread thread;

    private volatile boolean emptying = true;
    private volatile boolean changed;
    private long told;
    private long toldAt = System.nanoTime() - A_SECOND;

    private Checkpoint(Path file, Connection connection, Lock groups, LongPredicate risen) {
        this.file = file;
        this.risen = risen;
        this.log = new File(file + "-wal");
        this.connection = connection;
        this.groups = groups;
        this.thread = new Thread(this::serve, "sqlite-checkpoint");
    }

    /**
     * Begins with a checkpoint: the log may hold rows that were deleted just before a crash.
     *
     * @param groups is held while a group of changes is written
     * @param risen is told the database's generation when it is on the disk, once a second at most, until it answers true
     */
    static Checkpoint start(Path file, Lock groups, LongPredicate risen) throws SQLException {
        Checkpoint checkpoint = new Checkpoint(file, Schema.emptier(file), groups, risen);
        checkpoint.thread.setDaemon(true);
        checkpoint.thread.start();
        return checkpoint;
    }

    /**
     * A group of changes is committed.
     *
     * @param deleted whether it deleted rows that have to leave the disk
     */
    void committed(boolean deleted) {
        if (deleted || log.length() > LARGE) {
            emptying = true;
        }
        changed = true;
        wanted.release();
    }

    /** Tries for a last time, when nothing is written any more. */
    @Override
    public void close() throws SQLException {
        thread.interrupt();
        try {
            thread.join();
            boolean emptied = emptied();
            for (int tries = 1; !emptied && tries < TRIES_AT_CLOSE; tries++) {
                Thread.sleep(PAUSE_MILLIS);
                emptied = emptied();
            }
            if (!emptied) {
                warn("It is closed now");
            }
            tellGeneration();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
        }
    }

    private void serve() {
        try {
            while (true) {
                waitForWork();
                if (emptying) {
                    emptying = false;
                    for (int tries = 1; !emptied(); tries++) {
                        if (tries == TRIES_BEFORE_WARNING) {
                            warn("A minute has passed");
                        }
                        tellInTime();
                        Thread.sleep(PAUSE_MILLIS);
                    }
                }
                tellInTime();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // it is being closed
        }
    }

    private void waitForWork() throws InterruptedException {
        if (changed) {
            // it was told less than a second ago
            wanted.tryAcquire(A_SECOND, TimeUnit.NANOSECONDS);
        } else {
            wanted.acquire();
        }
        wanted.drainPermits();
    }

    private void tellInTime() {
        if (changed && System.nanoTime() - toldAt >= A_SECOND) {
            changed = false;
            tellGeneration();
        }
    }

    private void tellGeneration() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT number FROM generation")) {
            if (row.next() && row.getLong(1) > told) {
                toldAt = System.nanoTime();
                if (risen.test(row.getLong(1))) {
                    told = row.getLong(1);
                } else {
                    changed = true;
                }
            }
        } catch (SQLException e) {
            // it is told again soon, and at the next start
            changed = true;
        }
    }

    /** Copies most of the log while changes go on. The rest needs a moment without changes. */
    private boolean emptied() {
        try {
            complete("PASSIVE");
            groups.lock();
            try {
                return complete("TRUNCATE");
            } finally {
                groups.unlock();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean complete(String mode) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return row.next() && row.getInt("busy") == 0;
        }
    }

    private void warn(String when) {
        LOG.warnf(
                "%s, and deleted rows may still be in the log of %s: another process reads the database, or the disk"
                        + " is full. They go within a second after that ends, while Ringlock runs.",
                when, file);
    }
}
