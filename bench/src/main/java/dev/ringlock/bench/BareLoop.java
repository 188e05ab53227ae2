package dev.ringlock.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes the server's rows once more, into an empty database with the same tables and pragmas: one thread, prepared
 * statements, as many transactions as the server's writer needed. No HTTP, no numbers, no keys.
 */
final class BareLoop implements AutoCloseable {

    private static final String COUNT = "INSERT INTO guard (id, count, expires_at) VALUES (?, 1, ?)"
            + " ON CONFLICT (id) DO UPDATE SET count = count + 1";

    private final BareDatabase database;

    BareLoop(Path file, List<String> schema) throws SQLException {
        database = new BareDatabase(file);
        for (String sql : schema) {
            database.run(sql);
        }
        database.commit();
    }

    /**
     * @param transactions how many to use. A capture's counters and its rows are written as two pieces
     * @return seconds
     */
    double write(List<StoredRows.OfOneCapture> captures, int transactions) throws SQLException {
        long begin = System.nanoTime();
        int pieces = 2 * captures.size();
        int written = 0;
        for (int transaction = 1; transaction <= transactions; transaction++) {
            int end = (int) ((long) pieces * transaction / transactions);
            for (; written < end; written++) {
                StoredRows.OfOneCapture capture = captures.get(written / 2);
                if (written % 2 == 0) {
                    count(capture);
                } else {
                    store(capture);
                }
            }
            database.commit();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void count(StoredRows.OfOneCapture capture) throws SQLException {
        for (Object[] row : capture.counters()) {
            database.run(COUNT, row);
        }
    }

    private void store(StoredRows.OfOneCapture capture) throws SQLException {
        database.insert("contacts", capture.contact());
        for (Object[] row : capture.compartments()) {
            database.insert("compartments", row);
        }
        for (Object[] row : capture.entries()) {
            database.insert("ledger", row);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
