package dev.ringlock.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database as it was before lists had filters, compartments an end and the ledger its indexes. */
final class OlderFile {

    private static final String LATER =
            "(name LIKE 'states%' OR name LIKE 'ledger_by%' OR name LIKE 'generation%' OR name LIKE 'later%'"
                    + " OR name IN ('contacts_held', 'contacts_country',"
                    + " 'held_texts', 'staff', 'sessions', 'places', 'clients', 'budgets', 'budgets_by_expiry'))";

    private OlderFile() {}

    static void of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String kind : List.of("trigger", "table", "index")) {
                for (String name : names(statement, kind)) {
                    statement.execute("DROP " + kind + " " + name);
                }
            }
            statement.execute("ALTER TABLE contacts DROP COLUMN country");
            statement.execute("ALTER TABLE contacts DROP COLUMN no_at");
            statement.execute("ALTER TABLE contacts DROP COLUMN no_entry");
            statement.execute("ALTER TABLE contacts DROP COLUMN hold_texts");
            statement.execute("ALTER TABLE contacts DROP COLUMN traits");
            statement.execute("ALTER TABLE compartments DROP COLUMN ends_at");
            statement.execute("PRAGMA user_version = 8");
        }
    }

    private static List<String> names(Statement statement, String kind) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT name FROM sqlite_schema WHERE type = '" + kind + "' AND sql IS NOT NULL AND " + LATER)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
