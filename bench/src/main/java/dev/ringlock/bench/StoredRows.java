package dev.ringlock.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the rows that a running server has stored since the last reading, in the order of their arrival. */
final class StoredRows {

    /**
     * The rows of one change, as they are now.
     *
     * @param guards its counters, and by what its repetition is known
     * @param entries the contact's, and that of the person of staff who changed it
     */
    record OfOneChange(Object[] contact, List<Object[]> compartments, List<Object[]> entries, List<Object[]> guards) {}

    private final Path database;
    private final Set<Object> guardsSeen = new HashSet<>();
    private String newest = "";
    private String newestOfStaff = "";

    StoredRows(Path database) {
        this.database = database;
    }

    List<String> schema() throws SQLException {
        try (Connection connection = connect()) {
            String own = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'";
            return rows(connection, own).stream().map(row -> (String) row[0]).toList();
        }
    }

    List<OfOneChange> next() throws SQLException {
        try (Connection connection = connect()) {
            String since = " > '" + newest + "'";
            String fresh = "(SELECT contact_id FROM contacts WHERE head_ulid" + since + ")";
            Map<Object, List<Object[]>> compartments =
                    by(1, rows(connection, "SELECT * FROM compartments WHERE contact_id IN " + fresh));
            Map<Object, List<Object[]>> entries = by(
                    0,
                    rows(
                            connection,
                            "SELECT * FROM ledger WHERE subject IN " + fresh + " AND ulid" + since + " ORDER BY ulid"));
            List<Object[]> contacts =
                    rows(connection, "SELECT * FROM contacts WHERE head_ulid" + since + " ORDER BY head_ulid");
            List<Object[]> staff = rows(
                    connection,
                    "SELECT * FROM ledger WHERE subject LIKE 'actor/%' AND event = 'acted' AND ulid > '" + newestOfStaff
                            + "' ORDER BY ulid");
            newestOfStaff = staff.isEmpty() ? newestOfStaff : (String) staff.get(staff.size() - 1)[1];
            List<Object[]> guards = freshGuards(connection);
            List<OfOneChange> changes = new ArrayList<>();
            for (int i = 0; i < contacts.size(); i++) {
                Object[] contact = contacts.get(i);
                List<Object[]> told = new ArrayList<>(entries.get(contact[0]));
                told.addAll(share(staff, i, contacts.size()));
                changes.add(new OfOneChange(
                        contact,
                        compartments.getOrDefault(contact[0], List.of()),
                        told,
                        share(guards, i, contacts.size())));
                newest = (String) contact[3];
            }
            return changes;
        }
    }

    /** The store does not know which row belongs to which change, on purpose. */
    private static List<Object[]> share(List<Object[]> rows, int which, int of) {
        return rows.subList((int) ((long) rows.size() * which / of), (int) ((long) rows.size() * (which + 1) / of));
    }

    private List<Object[]> freshGuards(Connection connection) throws SQLException {
        List<Object[]> guards = new ArrayList<>(rows(connection, "SELECT * FROM guard"));
        guards.removeIf(row -> !guardsSeen.add(row[0]));
        return guards;
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
