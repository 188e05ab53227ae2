package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.StoreUnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FullDiskOnSqliteTest {

    private static final String ALL = "+12025550101";

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    /** SQLite gives the same code for a limit of its own as for a full disk. */
    @Test
    void aStopThatFindsNoRoomFailsWholeNamesTheCodeAndIsTakenOnceThereIsRoom() {
        Engines on = new Engines(sqlite.store(), clock);
        sqlite.store().writersPragma("max_page_count = 1");
        String refused = firstRefused(on);
        sqlite.store().writersPragma("max_page_count = 1000000");
        new InboundClient(on).text("SM" + refused, refused, ALL, "STOP", null);
        assertNotNull(on.store
                .load(List.of(on.index.contactId(PhoneNumber.ofCanonical(refused))))
                .get(0)
                .optOutOfEverything());
    }

    private static String firstRefused(Engines on) {
        for (int i = 0; i < 100; i++) {
            String phone = "+120255501" + String.format("%02d", i);
            try {
                new InboundClient(on).text("SM" + phone, phone, ALL, "STOP", null);
            } catch (StoreUnavailableException e) {
                assertEquals("SQLite could not write: SQLITE_FULL (13), the disk is full", e.getMessage());
                return phone;
            }
        }
        throw new AssertionError("there was room for all");
    }
}
