package dev.ringlock.store.sqlite;

import dev.ringlock.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A few connections that only read. Each read sees every commit that was acknowledged before it began. */
final class Readers implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final int LONGEST_WAIT_SECONDS = 5;

    interface ReadWork<T> {
        T run(Statements statements) throws SQLException;
    }

    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final ArrayBlockingQueue<Statements> free = new ArrayBlockingQueue<>(CONNECTIONS);

    private Readers() {}

    static Readers open(Path file) throws SQLException {
        Readers readers = new Readers();
        for (int i = 0; i < CONNECTIONS; i++) {
            readers.free.add(new Statements(Schema.reader(file)));
        }
        return readers;
    }

    <T> T read(ReadWork<T> work) {
        try {
            Statements statements = free.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (statements == null) {
                throw new StoreUnavailableException("no connection became free to read with");
            }
            try {
                return work.run(statements);
            } catch (SQLException e) {
                statements.forget();
                throw e;
            } finally {
                free.add(statements);
            }
        } catch (SQLException e) {
            throw SqliteFailure.logged("SQLite could not read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted before reading", e);
        }
    }

    /** The same in one transaction: it sees the database as it was at one instant, and looks for that only once. */
    <T> T readAtOnce(ReadWork<T> work) {
        return read(statements -> {
            statements.update("BEGIN");
            try {
                return work.run(statements);
            } finally {
                statements.update("COMMIT");
            }
        });
    }

    /** Closes the free connections. A read at work keeps its connection to its end. */
    @Override
    public void close() throws SQLException {
        for (Statements each = free.poll(); each != null; each = free.poll()) {
            each.close();
        }
    }
}
