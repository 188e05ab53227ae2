package dev.ringlock.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one connection, for one thread at a time. Each is compiled once and kept: they are few, and run many
 * times. Close each result: an open one holds the database as it was.
 */
final class Statements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> kept = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    ResultSet query(String sql, @Nullable Object... values) throws SQLException {
        return statement(sql, values).executeQuery();
    }

    /** Returns how many rows it changed. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return statement(sql, values).executeUpdate();
    }

    /** Call it after a failure: the driver closes a statement that failed, and does not say so. */
    void forget() {
        for (PreparedStatement statement : kept.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                // it is not used again
            }
        }
        kept.clear();
    }

    /** Closes the connection too. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement statement(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = kept.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            kept.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
