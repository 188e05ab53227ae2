package dev.ringlock.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Plain JDBC on one thread, with Ringlock's pragmas. Each statement is prepared once and kept. */
final class BareDatabase implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<String, List<String>> columns = new HashMap<>();

    BareDatabase(Path file) throws SQLException {
        Properties pragmas = new Properties();
        pragmas.setProperty("journal_mode", "WAL");
        pragmas.setProperty("synchronous", "FULL");
        pragmas.setProperty("secure_delete", "true");
        connection = DriverManager.getConnection("jdbc:sqlite:" + file, pragmas);
        connection.setAutoCommit(false);
    }

    /** All rows of a query. */
    List<Object[]> rows(String sql) throws SQLException {
        return StoredRows.rows(connection, sql);
    }

    void run(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    /** @param row all of the table's columns, in their order */
    void insert(String table, Object[] row) throws SQLException {
        run("INSERT INTO " + table + " VALUES (" + places(row.length) + ")", row);
    }

    /** @param contact all columns of the row that it has from now on */
    void updateContact(Object[] contact) throws SQLException {
        List<String> names = columns("contacts");
        run(
                "UPDATE contacts SET (" + String.join(", ", names) + ") = (" + places(names.size())
                        + ") WHERE contact_id = ?1",
                contact);
    }

    /** The place of a column in the table's rows. */
    int column(String table, String name) throws SQLException {
        return columns(table).indexOf(name);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private List<String> columns(String table) throws SQLException {
        List<String> known = columns.get(table);
        if (known == null) {
            known = rows("SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid").stream()
                    .map(row -> (String) row[0])
                    .toList();
            columns.put(table, known);
        }
        return known;
    }

    /** Numbered, so that a value can be used twice: {@code ?1, ?2}. */
    private static String places(int count) {
        StringBuilder places = new StringBuilder("?1");
        for (int i = 2; i <= count; i++) {
            places.append(", ?").append(i);
        }
        return places.toString();
    }
}
