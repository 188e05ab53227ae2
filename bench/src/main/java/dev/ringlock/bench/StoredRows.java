package dev.ringlock.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the rows that a running server has stored since the last reading, in the order of their arrival. */
final class StoredRows {

    /** The rows of one signup: its two counters, the contact, its compartments, its ledger entries. */
    record OfOneCapture(
            List<Object[]> counters, Object[] contact, List<Object[]> compartments, List<Object[]> entries) {}

    private final Path database;
    private final Set<Object> countersSeen = new HashSet<>();
    private String newest = "";

    StoredRows(Path database) {
        this.database = database;
    }

    List<String> schema() throws SQLException {
        try (Connection connection = connect()) {
            return rows(connection, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").stream()
                    .map(row -> (String) row[0])
                    .toList();
        }
    }

    List<OfOneCapture> next() throws SQLException {
        try (Connection connection = connect()) {
            String fresh = "(SELECT contact_id FROM contacts WHERE head_ulid > '" + newest + "')";
            Map<Object, List<Object[]>> compartments =
                    by(1, rows(connection, "SELECT * FROM compartments WHERE contact_id IN " + fresh));
            Map<Object, List<Object[]>> entries =
                    by(0, rows(connection, "SELECT * FROM ledger WHERE subject IN " + fresh + " ORDER BY ulid"));
            List<Object[]> shared =
                    rows(connection, "SELECT id, expires_at FROM guard WHERE id LIKE 'tries-address/%'");
            List<Object[]> counters = freshCounters(connection);
            List<OfOneCapture> captures = new ArrayList<>();
            for (Object[] contact :
                    rows(connection, "SELECT * FROM contacts WHERE head_ulid > '" + newest + "' ORDER BY head_ulid")) {
                captures.add(new OfOneCapture(
                        List.of(shared.get(0), counters.get(captures.size())),
                        contact,
                        compartments.get(contact[0]),
                        entries.get(contact[0])));
                newest = (String) contact[3];
            }
            return captures;
        }
    }

    /**
     * The store does not know which counter belongs to which signup, on purpose. The order of arrival was as good as
     * random.
     */
    private List<Object[]> freshCounters(Connection connection) throws SQLException {
        List<Object[]> counters =
                new ArrayList<>(rows(connection, "SELECT id, expires_at FROM guard WHERE id LIKE 'tries-number/%'"));
        counters.removeIf(row -> !countersSeen.add(row[0]));
        Collections.shuffle(counters, new Random(1));
        return counters;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    private static Map<Object, List<Object[]>> by(int column, List<Object[]> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row[column]));
    }

    static List<Object[]> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Object[]> rows = new ArrayList<>();
            while (result.next()) {
                Object[] row = new Object[result.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getObject(i + 1);
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
