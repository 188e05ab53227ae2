package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A backup, or a shell, has the database open too. */
class OtherProcessesOnSqliteTest {

    private static final int PEOPLE = 20;

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    /** The reader lets go after all is done. One wait for it in each change would take longer than the timeout. */
    @Test
    @Timeout(120)
    void aReaderThatStaysDelaysNeitherSignupsNorStops() throws Exception {
        Engines on = new Engines(sqlite.store(), clock);
        new CaptureClient(on).signUp(phone(0), "marketing", "service");
        List<byte[]> sealed = sealed();
        assertTrue(sealed.stream().allMatch(sqlite::isInFiles), "they are there before");
        try (Connection reader = Schema.reader(sqlite.file());
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM compartments").next();
            for (int i = 0; i < PEOPLE; i++) {
                new CaptureClient(on).signUp(phone(i + 1), "marketing", "service");
                new InboundClient(on).text("SM" + i, phone(i), "+12025550101", "STOP", null);
            }
            assertEquals(3, rows("compartments").size(), "those of the last person");
            assertTrue(sealed.stream().allMatch(sqlite::isInFiles), "what a reader sees stays for it");
        }
        for (byte[] bytes : sealed) {
            sqlite.awaitGone(bytes);
        }
    }

    @Test
    void aRowThatWasDeletedUnderAReaderLeavesTheDiskAfterARestartToo() throws Exception {
        Engines on = new Engines(sqlite.store(), clock);
        new CaptureClient(on).signUp(phone(0), "marketing");
        List<byte[]> sealed = sealed();
        try (Connection reader = Schema.reader(sqlite.file());
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM compartments").next();
            new InboundClient(on).text("SM1", phone(0), "+12025550101", "STOP", null);
            sqlite.reopened();
            assertTrue(sealed.stream().allMatch(sqlite::isInFiles), "what a reader sees stays for it");
        }
        for (byte[] bytes : sealed) {
            sqlite.awaitGone(bytes);
        }
    }

    @Test
    void whileAnotherProcessWritesAChangeFailsWholeAndCanBeRepeated() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + sqlite.file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            var refused = assertThrows(
                    StoreUnavailableException.class, () -> sqlite.store().append(() -> List.of(entry())));
            assertTrue(refused.getMessage().contains("SQLITE_BUSY (5)"), refused.getMessage());
            statement.execute("ROLLBACK");
        }
        sqlite.store().append(() -> List.of(entry()));
        assertEquals(1, rows("ledger").size());
    }

    private Entry entry() {
        return new Entry("a", Ulid.first(clock.instant()), Event.READ, clock.instant(), "", new TreeMap<>());
    }

    private List<byte[]> sealed() {
        return rows("compartments").stream()
                .map(row -> HexFormat.of().parseHex(String.valueOf(row.get("sealed"))))
                .toList();
    }

    private List<Map<String, Object>> rows(String table) {
        return RawRows.all(sqlite.file()).getOrDefault(table, List.of());
    }

    private static String phone(int i) {
        return "+120255501" + String.format("%02d", i);
    }
}
