package dev.ringlock.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * Writes the server's rows once more, into an empty database with the same tables and pragmas: one thread, prepared
 * statements, as many transactions as the server's writer needed. No HTTP, no numbers, no keys.
 */
final class BareLoop implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement counter;
    private final PreparedStatement contact;
    private final PreparedStatement compartment;
    private final PreparedStatement entry;

    BareLoop(Path file, List<String> schema) throws SQLException {
        Properties pragmas = new Properties();
        pragmas.setProperty("journal_mode", "WAL");
        pragmas.setProperty("synchronous", "FULL");
        pragmas.setProperty("secure_delete", "true");
        connection = DriverManager.getConnection("jdbc:sqlite:" + file, pragmas);
        try (Statement statement = connection.createStatement()) {
            for (String sql : schema) {
                statement.execute(sql);
            }
        }
        counter = connection.prepareStatement("INSERT INTO guard (id, count, expires_at) VALUES (?, 1, ?)"
                + " ON CONFLICT (id) DO UPDATE SET count = count + 1");
        contact = connection.prepareStatement(insertInto("contacts"));
        compartment = connection.prepareStatement(insertInto("compartments"));
        entry = connection.prepareStatement(insertInto("ledger"));
        connection.setAutoCommit(false);
    }

    /** An insert with all columns of the table. */
    private String insertInto(String table) throws SQLException {
        int columns =
                StoredRows.rows(connection, "PRAGMA table_info(" + table + ")").size();
        return "INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns - 1) + ")";
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
            connection.commit();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void count(StoredRows.OfOneCapture capture) throws SQLException {
        for (Object[] row : capture.counters()) {
            insert(counter, row);
        }
    }

    private void store(StoredRows.OfOneCapture capture) throws SQLException {
        insert(contact, capture.contact());
        for (Object[] row : capture.compartments()) {
            insert(compartment, row);
        }
        for (Object[] row : capture.entries()) {
            insert(entry, row);
        }
    }

    private static void insert(PreparedStatement statement, Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            statement.setObject(i + 1, row[i]);
        }
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
