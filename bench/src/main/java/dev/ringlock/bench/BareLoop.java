package dev.ringlock.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes the server's changes once more, in a database with the same tables and pragmas: one thread, prepared statements, as
 * many transactions as the server's writer needed. No HTTP, no numbers, no keys.
 */
final class BareLoop implements AutoCloseable {

    private static final List<String> PURPOSES = List.of("maintenance", "marketing", "service");

    /** Counters that all callers share. The server writes them once in a transaction. */
    private static final List<String> SHARED = List.of("address", "country", "overall");

    private static final String COUNT = "INSERT INTO guard (id, count, expires_at) VALUES (?, 1, 1)"
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
     * @param transactions how many to use
     * @return seconds
     */
    double write(HttpAct act, List<StoredRows.OfOneChange> changes, int transactions) throws SQLException {
        long begin = System.nanoTime();
        int written = 0;
        for (int transaction = 1; transaction <= transactions; transaction++) {
            int end = (int) ((long) changes.size() * transaction / transactions);
            for (String counter : SHARED) {
                database.run(COUNT, counter);
            }
            for (; written < end; written++) {
                write(act, changes.get(written));
            }
            database.commit();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void write(HttpAct act, StoredRows.OfOneChange change) throws SQLException {
        for (Object[] row : change.guards()) {
            database.insert("guard", row);
        }
        if (act == HttpAct.SIGNUP) {
            database.insert("contacts", change.contact());
        } else {
            database.updateContact(change.contact());
            for (String purpose : PURPOSES) {
                database.run(
                        "DELETE FROM compartments WHERE purpose = ? AND contact_id = ?", purpose, change.contact()[0]);
            }
        }
        for (Object[] row : change.compartments()) {
            database.insert("compartments", row);
        }
        for (Object[] row : change.entries()) {
            database.insert("ledger", row);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
