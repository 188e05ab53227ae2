package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.store.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CountersTest {

    private static final int SIGNUPS = 20;

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Test
    void nobodyWaitsForTheDiskToBeCounted() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + sqlite.file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertEquals(List.of(1L), count("a"));
            assertEquals(List.of(2L), count("a"));
            statement.execute("ROLLBACK");
        }
        assertEquals(List.of(3L), count("a"));
        sqlite.reopened();
        assertEquals(List.of(4L), count("a"));
    }

    /** It has counters of two kinds. A second that passes between them and the commit would make another transaction. */
    @Test
    void aSignupWaitsForOneTransaction() throws IOException {
        CaptureClient client = new CaptureClient(new Engines(sqlite.store(), clock));
        client.signUp("+12025550100", "marketing");
        int before = transactions();
        for (int i = 1; i <= SIGNUPS; i++) {
            client.signUp("+120255501" + String.format("%02d", i), "marketing", "service");
        }
        int each = transactions() - before;
        assertTrue(each < 2 * SIGNUPS, each + " transactions");
    }

    @Test
    void expiredCountersAreSweptAway() {
        for (int i = 0; i < SIGNUPS; i++) {
            count("old-" + i);
        }
        sqlite.reopened();
        assertEquals(SIGNUPS, rows());
        clock.advance(Duration.ofMinutes(2));
        for (int i = 0; i < SIGNUPS / 2; i++) {
            count("new-" + i);
        }
        sqlite.reopened();
        assertEquals(SIGNUPS / 2, rows());
    }

    private List<Long> count(String name) {
        return sqlite.store().count(List.of(new Counter(name, clock.instant().plusSeconds(60))));
    }

    private int rows() {
        return RawRows.all(sqlite.file()).getOrDefault("guard", List.of()).size();
    }

    /** SQLite counts them in the shared memory of its log. */
    private int transactions() throws IOException {
        byte[] shared = Files.readAllBytes(sqlite.folder().resolve("test.db-shm"));
        return ByteBuffer.wrap(shared).order(ByteOrder.nativeOrder()).getInt(8);
    }
}
