package dev.ringlock.bench;

import dev.ringlock.capture.CapturePath;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.purge.PurgePath;
import dev.ringlock.purge.PurgeReport;
import dev.ringlock.store.sqlite.SqliteStore;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The same number of contacts due among few and among many stored, on SQLite, and a bare loop that makes the very same
 * changes once more to a copy of the database: one thread, plain JDBC, as many transactions as the purge needed, the WAL
 * emptied after each as the purge does after destroying.
 */
final class PurgeBenchmark {

    static final int DUE = 5_000;

    private static final Duration SILENCE = Duration.ofDays(600);

    /**
     * @param transactions that SQLite counted while the purge ran; the bare loop had as many
     */
    record PurgeResult(int stored, double seconds, double bareSeconds, int transactions) {

        double ratio() {
            return bareSeconds / seconds;
        }
    }

    private final Policy policy = PolicyFile.read("example", CapturePath.policyWithoutLimits());
    private final Path folder;
    private final KeyFile keys;

    private PurgeBenchmark(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        KeyFile.create(folder.resolve("purge.keys"));
        this.keys = KeyFile.read(folder.resolve("purge.keys"));
    }

    /** By itself: a folder to write into, and how many are to be stored. */
    public static void main(String[] args) throws Exception {
        int[] stored = Stream.of(args).skip(1).mapToInt(Integer::parseInt).toArray();
        for (PurgeResult result : run(Path.of(args[0]), stored)) {
            System.out.printf("%s: %.2f of the bare loop%n", result, result.ratio());
        }
    }

    /** The first is for warming up, and not told. */
    static List<PurgeResult> run(Path folder, int... stored) throws Exception {
        PurgeBenchmark benchmark = new PurgeBenchmark(folder);
        benchmark.measure(2 * DUE);
        List<PurgeResult> results = new ArrayList<>();
        for (int count : stored) {
            results.add(benchmark.measure(count));
        }
        return results;
    }

    private PurgeResult measure(int stored) throws Exception {
        Path file = folder.resolve("purge-" + stored + ".db");
        Path copy = folder.resolve("bare-" + stored + ".db");
        fill(file, stored);
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        double seconds;
        int transactions;
        try (SqliteStore store = SqliteStore.open(file, Clock.systemUTC())) {
            int before = Transactions.of(file);
            long begin = System.nanoTime();
            PurgeReport report = PurgePath.run(policy, store, keys, Clock.systemUTC());
            seconds = (System.nanoTime() - begin) / 1e9;
            transactions = Transactions.of(file) - before;
            if (report.due() != DUE || report.counts().getOrDefault("inactive", 0L) != 2 * DUE) {
                throw new IllegalStateException("the purge did something else: " + report);
            }
        }
        double bare = bare(file, copy, transactions);
        Files.delete(file);
        Files.delete(copy);
        return new PurgeResult(stored, seconds, bare, transactions);
    }

    /** One real signup, copied: whole where it is due, the contact alone where it is not, as only that is in the way. */
    private void fill(Path file, int stored) throws Exception {
        try (SqliteStore store = SqliteStore.open(file, Clock.systemUTC())) {
            new CapturePath(store).capture(Numbers.typed().get(0));
        }
        try (Connection connection = connect(file)) {
            List<Object[]> contact = rows(connection, "SELECT * FROM contacts");
            List<Object[]> compartments = rows(connection, "SELECT * FROM compartments");
            List<Object[]> entries = rows(connection, "SELECT * FROM ledger WHERE subject LIKE 'c1_%'");
            int dueAt = contact.get(0).length - 1;
            Object since = rows(connection, "SELECT consents ->> '$.marketing.since' FROM contacts")
                    .get(0)[0];
            Instant long_ago = Instant.now().minus(SILENCE);
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM contacts");
                statement.execute("DELETE FROM compartments");
            }
            connection.setAutoCommit(false);
            for (int i = 0; i < stored; i++) {
                String id = ContactId.ofMac(ByteBuffer.allocate(16)
                                .putLong(0x9E3779B97F4A7C15L * (i + 1))
                                .putLong(i)
                                .array())
                        .value();
                Object[] row = contact.get(0).clone();
                row[0] = id;
                boolean due = i % (stored / DUE) == 0;
                if (due) {
                    row[5] = row[5].toString().replace(since.toString(), String.valueOf(long_ago.toEpochMilli()));
                    row[dueAt] = long_ago.toEpochMilli() + i;
                    copies(connection, "compartments", 1, id, compartments);
                    copies(connection, "ledger", 0, id, entries);
                }
                insert(connection, "contacts", row);
            }
            connection.commit();
        }
    }

    /** The changes that the purge made, made again. */
    private double bare(Path purged, Path copy, int transactions) throws Exception {
        List<Object[]> contacts;
        List<Object[]> entries;
        try (Connection connection = connect(purged)) {
            String changed = "SELECT contact_id FROM contacts WHERE masked IS NULL";
            contacts = rows(connection, "SELECT * FROM contacts WHERE masked IS NULL ORDER BY contact_id");
            entries = rows(
                    connection,
                    "SELECT * FROM ledger WHERE event = 'expired' AND subject IN (" + changed + ") ORDER BY subject");
        }
        try (Connection connection = connect(copy)) {
            connection.setAutoCommit(false);
            PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM compartments WHERE purpose = ? AND contact_id = ?");
            long begin = System.nanoTime();
            int done = 0;
            for (int transaction = 1; transaction <= transactions; transaction++) {
                int end = (int) ((long) contacts.size() * transaction / transactions);
                for (; done < end; done++) {
                    Object[] contact = contacts.get(done);
                    replace(connection, contact);
                    for (String purpose : List.of("maintenance", "marketing", "service")) {
                        delete.setString(1, purpose);
                        delete.setObject(2, contact[0]);
                        delete.executeUpdate();
                    }
                    insert(connection, "ledger", entries.get(2 * done));
                    insert(connection, "ledger", entries.get(2 * done + 1));
                }
                connection.commit();
                connection.setAutoCommit(true);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
                }
                connection.setAutoCommit(false);
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static void copies(Connection connection, String table, int column, String id, List<Object[]> rows)
            throws SQLException {
        for (Object[] row : rows) {
            Object[] copy = row.clone();
            copy[column] = id;
            insert(connection, table, copy);
        }
    }

    private static void insert(Connection connection, String table, Object[] row) throws SQLException {
        write(connection, "INSERT INTO ", table, row);
    }

    private static void replace(Connection connection, Object[] row) throws SQLException {
        write(connection, "INSERT OR REPLACE INTO ", "contacts", row);
    }

    private static void write(Connection connection, String verb, String table, Object[] row) throws SQLException {
        String places = "?" + ", ?".repeat(row.length - 1);
        try (PreparedStatement statement = connection.prepareStatement(verb + table + " VALUES (" + places + ")")) {
            for (int i = 0; i < row.length; i++) {
                statement.setObject(i + 1, row[i]);
            }
            statement.executeUpdate();
        }
    }

    private static List<Object[]> rows(Connection connection, String sql) throws SQLException {
        return StoredRows.rows(connection, sql);
    }

    private static Connection connect(Path file) throws SQLException {
        Properties pragmas = new Properties();
        pragmas.setProperty("journal_mode", "WAL");
        pragmas.setProperty("synchronous", "FULL");
        pragmas.setProperty("secure_delete", "true");
        return DriverManager.getConnection("jdbc:sqlite:" + file, pragmas);
    }
}
