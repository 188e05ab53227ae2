package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Counter;
import dev.ringlock.store.Fault;
import dev.ringlock.store.GroupContract;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sqlite.SQLiteConfig;

class SqliteStoreTest extends GroupContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private SqliteStore store;
    private DisturbedStore disturbed;

    @BeforeEach
    void open() {
        store = sqlite.store();
        disturbed = new DisturbedStore(store);
    }

    @Override
    protected Store store() {
        return disturbed;
    }

    @Override
    protected Store afterACrash() {
        return sqlite.copied();
    }

    @Override
    protected void breakLedger(boolean broken) {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    broken
                            ? "CREATE TRIGGER broken BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'injected'); END"
                            : "DROP TRIGGER broken");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void inject(Fault fault, int commits) {
        disturbed.inject(fault, commits);
    }

    @Override
    protected boolean isHeld(Purpose purpose, ContactId contact) {
        return RawRows.all(file()).getOrDefault("compartments", List.of()).stream()
                .anyMatch(row -> purpose.id().equals(row.get("purpose"))
                        && contact.value().equals(row.get("contact_id"))
                        && Integer.valueOf(1).equals(row.get("held")));
    }

    @Test
    void everyWritingConnectionFlushesBeforeItTells() {
        assertEquals("2", store.writersPragma("synchronous"));
        assertEquals("wal", store.writersPragma("journal_mode"));
        assertEquals("1", store.writersPragma("secure_delete"));
    }

    @Test
    void readingConnectionsCannotWrite() throws SQLException {
        try (Connection reader = Schema.reader(file());
                Statement statement = reader.createStatement()) {
            assertThrows(SQLException.class, () -> statement.execute("DELETE FROM contacts"));
        }
    }

    /** As SQLite itself tells how it goes about it. */
    @Test
    void theLedgerAcrossSubjectsIsReadByAnIndexAndNeverScanned() throws SQLException {
        Instant from = clock.instant();
        LedgerSpan forward = LedgerSpan.oldestFirst(from, from.plusSeconds(1));
        LedgerSpan back = new LedgerSpan(from, from.plusSeconds(1), true);
        List<Map.Entry<String, LedgerSelect>> selects = List.of(
                Map.entry("ledger_by_arrival", LedgerSelect.of(forward, null)),
                Map.entry("ledger_by_arrival", LedgerSelect.of(back, null)),
                Map.entry("ledger_by_actor", LedgerSelect.of("ann", forward, null)),
                Map.entry("ledger_by_actor", LedgerSelect.of("ann", back, null)),
                Map.entry("ledger_by_record", LedgerSelect.ofRecord("r1")));
        for (Map.Entry<String, LedgerSelect> select : selects) {
            List<String> plan = plan(select.getValue());
            assertEquals(
                    1, plan.stream().filter(step -> step.contains("ledger")).count(), plan::toString);
            assertTrue(plan.get(0).startsWith("SEARCH ledger USING INDEX " + select.getKey() + " ("), plan::toString);
            // one record has a few entries; the others are in their order already
            boolean sorted = plan.stream().anyMatch(step -> step.contains("ORDER BY"));
            assertEquals(select.getKey().equals("ledger_by_record"), sorted, plan::toString);
        }
    }

    private List<String> plan(LedgerSelect select) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Connection reader = Schema.reader(file());
                PreparedStatement explain = reader.prepareStatement("EXPLAIN QUERY PLAN " + select.sql())) {
            for (int i = 0; i < select.keys().size(); i++) {
                explain.setString(i + 1, select.keys().get(i));
            }
            explain.setInt(select.keys().size() + 1, 10);
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    steps.add(rows.getString("detail"));
                }
            }
        }
        return steps;
    }

    @Test
    void theLedgerCannotBeChanged() throws SQLException {
        assertDone(Commit.of(List.of(entry("a", ulid(1), "x"))));
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            var thrown =
                    assertThrows(SQLException.class, () -> statement.execute("UPDATE ledger SET event = 'withdrawn'"));
            assertTrue(thrown.getMessage().contains("append-only"));
        }
    }

    @Test
    void destroyedBytesLeaveEveryFile() throws InterruptedException {
        byte[] marked = "MARKED-BYTES-OF-A-SEALED-NUMBER-0123456789ABC".getBytes(StandardCharsets.US_ASCII);
        Compartment compartment = new Compartment(MARKETING, id(1), marked, new byte[61], null);
        assertDone(new Commit(contact(1, 1), List.of(compartment), Set.of(), List.of(), null));
        assertTrue(sqlite.isInFiles(marked), "the marked bytes were never on the disk");
        assertDone(new Commit(contact(1, 2), List.of(), Set.of(MARKETING), List.of(), null));
        sqlite.awaitGone(marked);
    }

    /** Without a wait for it in any commit: SQLite's own way keeps a log of four megabytes. */
    @Test
    void aLargeLogIsEmptied() throws InterruptedException {
        File log = new File(file() + "-wal");
        String text = "x".repeat(500_000);
        for (int i = 1; i <= 10; i++) {
            assertDone(Commit.of(List.of(entry("a", ulid(i), text))));
        }
        long begin = System.nanoTime();
        while (log.length() > 0) {
            assertTrue(System.nanoTime() - begin < 60_000_000_000L, "the log is still large");
            Thread.sleep(20);
        }
        assertEquals("0", store.writersPragma("wal_autocheckpoint"));
    }

    @Test
    void aClosedStoreIsUnavailable() {
        store.close();
        Counter counter = new Counter("a", clock.instant());
        assertThrows(StoreUnavailableException.class, () -> store.count(List.of(counter)));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Path other = sqlite.folder().resolve("other.db");
        Files.writeString(other, "This is not a database, and it is long enough to be looked at as one.".repeat(20));
        assertThrows(StoreUnavailableException.class, () -> SqliteStore.open(other, clock));
    }

    @Test
    void whatWasStoredBeforeAudiencesIsOnThem() throws SQLException {
        Consent consent = new Consent(
                State.GRANTED, clock.instant(), ulid(1), "r", clock.instant().plusSeconds(60), null, null, null, false);
        Contact contact = new Contact(
                id(1),
                1,
                null,
                null,
                Map.of(new Purpose("two-words"), consent),
                null,
                null,
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
        Purpose purpose = new Purpose("two-words");
        assertDone(new Commit(
                contact,
                List.of(compartment(purpose, id(1)), compartment(Purpose.MAINTENANCE, id(1))),
                Set.of(),
                List.of(),
                null));
        store.close();
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file())) {
            OlderFile.of(connection);
        }
        store = sqlite.reopened();
        Instant end = clock.instant().plusSeconds(60);
        assertEquals(
                1, store.audience(purpose, end.minusMillis(1), null, 5).items().size());
        assertEquals(0, store.audience(purpose, end, null, 5).items().size());
        assertEquals(
                0,
                store.audience(Purpose.MAINTENANCE, clock.instant(), null, 5)
                        .items()
                        .size());
    }

    private Path file() {
        return sqlite.file();
    }
}
