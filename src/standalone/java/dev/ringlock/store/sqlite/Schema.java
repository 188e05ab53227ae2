package dev.ringlock.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** The tables, and how connections to them are opened. */
final class Schema {

    /** The longest wait for another process's lock. A caller is told to try again then. */
    private static final int BUSY_MILLIS = 1_000;

    private static final int FILLERS_CACHE_KIB = 65_536;

    private static final List<String> TABLES =
            List.of("""
            CREATE TABLE IF NOT EXISTS contacts (
              contact_id TEXT PRIMARY KEY, version INTEGER NOT NULL, masked TEXT,
              head_ulid TEXT, head_hash TEXT, consents TEXT NOT NULL
            ) WITHOUT ROWID, STRICT""", """
            CREATE TABLE IF NOT EXISTS compartments (
              purpose TEXT NOT NULL, contact_id TEXT NOT NULL, sealed BLOB NOT NULL, wrapped_key BLOB NOT NULL,
              evidence_address TEXT, evidence_browser TEXT, evidence_salt TEXT,
              PRIMARY KEY (purpose, contact_id)
            ) WITHOUT ROWID, STRICT""", """
            CREATE TABLE IF NOT EXISTS ledger (
              subject TEXT NOT NULL, ulid TEXT NOT NULL, event TEXT NOT NULL, at INTEGER NOT NULL,
              previous TEXT NOT NULL, fields TEXT NOT NULL,
              PRIMARY KEY (subject, ulid)
            ) WITHOUT ROWID, STRICT""", """
            CREATE TRIGGER IF NOT EXISTS ledger_is_append_only BEFORE UPDATE ON ledger
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""", """
            CREATE TABLE IF NOT EXISTS guard (
              id TEXT PRIMARY KEY, fingerprint TEXT, answer TEXT, count INTEGER NOT NULL, expires_at INTEGER NOT NULL
            ) WITHOUT ROWID, STRICT""", "CREATE INDEX IF NOT EXISTS guard_by_expiry ON guard (expires_at)");

    private Schema() {}

    /**
     * The only connection that writes. Every commit is on the disk before it is acknowledged
     * ({@code synchronous=FULL}), and deleted rows are overwritten ({@code secure_delete}). What SQLite keeps of a page
     * while it changes is in memory only ({@code temp_store}).
     */
    static Connection writer(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
            SchemaUpgrades.apply(statement);
            // the Checkpoint does it, so that no commit waits for it
            statement.execute("PRAGMA wal_autocheckpoint = 0");
        }
        return connection;
    }

    /**
     * The connection that fills a new file in one go. Nothing is flushed and nothing can be undone on the way, so the file
     * counts for nothing until it is {@link #completed}.
     */
    static Connection filler(Path file) throws SQLException {
        Connection connection = writer(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -" + FILLERS_CACHE_KIB);
        }
        return connection;
    }

    /** From now on the file is as others are. */
    static void completed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /** The connection that empties the log. It waits for nobody. */
    static Connection emptier(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setBusyTimeout(0);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    static Connection reader(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file);
    }
}
