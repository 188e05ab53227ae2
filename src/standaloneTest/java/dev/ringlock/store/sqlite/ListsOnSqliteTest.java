package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff's lists are walked by indexes, also those of a file that is older than them. */
class ListsOnSqliteTest {

    private static final Purpose MARKETING = new Purpose("marketing");

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();

    @Test
    void noListScansAndNoneIsSorted() throws SQLException {
        SqliteStore.open(file(), clock).close();
        for (String statement : SqliteLists.STATEMENTS) {
            List<String> plan = new ArrayList<>();
            try (Connection connection = connection();
                    ResultSet rows = connection.createStatement().executeQuery("EXPLAIN QUERY PLAN " + statement)) {
                while (rows.next()) {
                    plan.add(rows.getString("detail"));
                }
            }
            assertTrue(plan.stream().allMatch(step -> step.startsWith("SEARCH ")), () -> statement + ": " + plan);
        }
    }

    @Test
    void anOlderFilesContactsAreOnTheListsToo() throws SQLException {
        SqliteStore store = SqliteStore.open(file(), clock);
        new CaptureClient(new Engines(store, clock)).signUp("+12025550123", "marketing");
        store.close();
        try (Connection connection = connection()) {
            OlderFile.of(connection);
        }
        try (SqliteStore later = SqliteStore.open(file(), clock)) {
            ContactFilter granted = new ContactFilter(Set.of(MARKETING), State.GRANTED, null, false);
            assertEquals(1, later.list(granted, null, 10).items().size());
            ContactFilter american = new ContactFilter(Set.of(), null, "US", false);
            assertEquals(List.of(), later.list(american, null, 10).items(), "its country was not kept then");
            new CaptureClient(new Engines(later, clock)).signUp("+12025550123", "marketing", "service");
            assertEquals(1, later.list(american, null, 10).items().size());
            assertFalse(later.list(granted, null, 10).items().isEmpty());
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    private Path file() {
        return folder.resolve("ringlock.db");
    }
}
