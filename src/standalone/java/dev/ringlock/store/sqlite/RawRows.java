package dev.ringlock.store.sqlite;

import dev.ringlock.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every stored row as it is in the file, for demo mode: bytes in hex, nothing opened, nothing explained. */
public final class RawRows {

    private static final List<String> TABLES =
            List.of("contacts", "states", "compartments", "held_texts", "ledger", "guard", "budgets");

    private RawRows() {}

    /**
     * All rows by table. The ledger has the newest first.
     *
     * @throws StoreUnavailableException if the file cannot be read
     */
    public static Map<String, List<Map<String, Object>>> all(Path file) {
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        try (Connection connection = Schema.reader(file)) {
            for (String table : TABLES) {
                String order = table.equals("ledger") ? " ORDER BY ulid DESC" : "";
                try (PreparedStatement select = connection.prepareStatement("SELECT * FROM " + table + order);
                        ResultSet rows = select.executeQuery()) {
                    tables.put(table, read(rows));
                }
            }
            return tables;
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("SQLite could not read", e);
        }
    }

    private static List<Map<String, Object>> read(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<Map<String, Object>> found = new ArrayList<>();
        while (rows.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                Object value = rows.getObject(i);
                row.put(
                        columns.getColumnName(i),
                        value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value == null ? "" : value);
            }
            found.add(row);
        }
        return found;
    }
}
