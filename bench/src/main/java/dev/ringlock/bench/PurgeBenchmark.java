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
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Purges the same number of due contacts among few and among many stored, on SQLite. Beside it, a bare loop makes the
 * same changes to a copy of the database: one thread, plain JDBC, as many transactions as the purge needed.
 */
final class PurgeBenchmark {

    private static final Duration SILENCE = Duration.ofDays(600);

    /** @param transactions SQLite's count for the purge; the bare loop had as many */
    record PurgeResult(int due, int stored, double seconds, double bareSeconds, int transactions) {

        double ratio() {
            return bareSeconds / seconds;
        }
    }

    private final Policy policy = PolicyFile.read("example", CapturePath.policyWithoutLimits());
    private final int due;
    private final Path folder;
    private final KeyFile keys;

    private PurgeBenchmark(int due, Path folder) throws Exception {
        this.due = due;
        this.folder = Files.createDirectories(folder);
        KeyFile.create(folder.resolve("purge.keys"));
        this.keys = KeyFile.read(folder.resolve("purge.keys"));
    }

    /** Runs it alone. The arguments are a folder for output that is not there yet, and a size. */
    public static void main(String[] args) throws Exception {
        for (PurgeResult result : run(Size.of(args[1]), Path.of(args[0]))) {
            System.out.printf("%s: %.2f of the bare loop%n", result, result.ratio());
        }
    }

    /** The first run is a warm-up and not reported. */
    static List<PurgeResult> run(Size size, Path folder) throws Exception {
        PurgeBenchmark benchmark = new PurgeBenchmark(size.due, folder);
        benchmark.measure(2 * size.due);
        List<PurgeResult> results = new ArrayList<>();
        for (int count : size.stored) {
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
            if (report.due() != due || report.counts().getOrDefault("inactive", 0L) != 2L * due) {
                throw new IllegalStateException("the purge did something else: " + report);
            }
        }
        double bare = bare(file, copy, transactions);
        Files.delete(file);
        Files.delete(copy);
        return new PurgeResult(due, stored, seconds, bare, transactions);
    }

    /** Copies one real signup: in full if it is due, else only the contact, since only that is in the way. */
    private void fill(Path file, int stored) throws Exception {
        try (SqliteStore store = SqliteStore.open(file, Clock.systemUTC())) {
            new CapturePath(store).capture(Numbers.typed().get(0));
        }
        try (BareDatabase database = new BareDatabase(file)) {
            Object[] contact = database.rows("SELECT * FROM contacts").get(0);
            List<Object[]> compartments = database.rows("SELECT * FROM compartments");
            List<Object[]> entries = database.rows("SELECT * FROM ledger WHERE subject LIKE 'c1_%'");
            database.run("DELETE FROM contacts");
            database.run("DELETE FROM compartments");
            for (int i = 0; i < stored; i++) {
                String id = ContactId.ofMac(ByteBuffer.allocate(16)
                                .putLong(0x9E3779B97F4A7C15L * (i + 1))
                                .putLong(i)
                                .array())
                        .value();
                boolean isDue = i % (stored / due) == 0;
                database.insert("contacts", isDue ? silent(database, contact, id, i) : with(contact, 0, id));
                if (isDue) {
                    copies(database, "compartments", "contact_id", id, compartments);
                    copies(database, "ledger", "subject", id, entries);
                }
            }
            database.commit();
        }
    }

    /** The same contact with consents of long ago. */
    private static Object[] silent(BareDatabase database, Object[] contact, String id, int number) throws SQLException {
        Object[] row = with(contact, database.column("contacts", "contact_id"), id);
        long since = Instant.now().minus(SILENCE).toEpochMilli();
        int consents = database.column("contacts", "consents");
        row[consents] = row[consents].toString().replaceAll("\"since\":\\d+", "\"since\":" + since);
        row[database.column("contacts", "due_at")] = since + number;
        return row;
    }

    private static void copies(BareDatabase database, String table, String column, String id, List<Object[]> rows)
            throws SQLException {
        for (Object[] row : rows) {
            database.insert(table, with(row, database.column(table, column), id));
        }
    }

    private static Object[] with(Object[] row, int column, Object value) {
        Object[] copy = row.clone();
        copy[column] = value;
        return copy;
    }

    /** Makes the purge's changes once more. */
    private static double bare(Path purged, Path copy, int transactions) throws Exception {
        List<Object[]> contacts;
        List<Object[]> entries;
        try (BareDatabase database = new BareDatabase(purged)) {
            String changed = "SELECT contact_id FROM contacts WHERE masked IS NULL";
            contacts = database.rows("SELECT * FROM contacts WHERE masked IS NULL ORDER BY contact_id");
            entries = database.rows(
                    "SELECT * FROM ledger WHERE event = 'expired' AND subject IN (" + changed + ") ORDER BY subject");
        }
        try (BareDatabase database = new BareDatabase(copy)) {
            long begin = System.nanoTime();
            int written = 0;
            for (int transaction = 1; transaction <= transactions; transaction++) {
                int end = (int) ((long) contacts.size() * transaction / transactions);
                for (; written < end; written++) {
                    Object[] contact = contacts.get(written);
                    database.updateContact(contact);
                    for (String purpose : List.of("maintenance", "marketing", "service")) {
                        database.run(
                                "DELETE FROM compartments WHERE purpose = ? AND contact_id = ?", purpose, contact[0]);
                    }
                    database.insert("ledger", entries.get(2 * written));
                    database.insert("ledger", entries.get(2 * written + 1));
                }
                database.commit();
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
