package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of a build that did not keep noes to everything as such: noes to all that a contact has are taken for one. */
class OlderNoesOnSqliteTest {

    private static final String ALL = "+12025550101";
    private static final String MARKETING_ONLY = "+12025550100";

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();

    @Test
    void whoSaidNoToAllIsBoundForPurposesThatComeLater() throws SQLException {
        String everything = "+12025550123";
        String twice = "+12025550124";
        String again = "+12025550125";
        String scoped = "+12025550126";
        try (SqliteStore store = SqliteStore.open(file(), clock)) {
            Engines on = new Engines(store, clock);
            for (String phone : List.of(everything, twice, again, scoped)) {
                new CaptureClient(on).signUp(phone, "marketing", "service");
            }
            stop(on, everything, ALL);
            stop(on, twice, ALL);
            stop(on, twice, MARKETING_ONLY);
            stop(on, again, ALL);
            new InboundClient(on).text("start", again, MARKETING_ONLY, "START", null);
            clock.advance(Duration.ofSeconds(1));
            new InboundClient(on).text("yes", again, MARKETING_ONLY, "YES", null);
            stop(on, scoped, MARKETING_ONLY);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            OlderFile.of(connection);
        }
        try (SqliteStore store = SqliteStore.open(file(), clock)) {
            Engines on = new Engines(store, clock);
            for (String phone : List.of(everything, twice, again)) {
                assertNotNull(contact(on, phone).optOutOfEverything(), phone);
            }
            assertEquals(State.GRANTED, contact(on, again).state(new Purpose("marketing")));
            assertNull(contact(on, scoped).optOutOfEverything());
        }
    }

    private void stop(Engines on, String phone, String to) {
        new InboundClient(on).text("stop" + phone + to, phone, to, "STOP", null);
        clock.advance(Duration.ofSeconds(1));
    }

    private static Contact contact(Engines on, String phone) {
        return on.store
                .load(List.of(on.index.contactId(PhoneNumber.ofCanonical(phone))))
                .get(0);
    }

    private Path file() {
        return folder.resolve("test.db");
    }
}
