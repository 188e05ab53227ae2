package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.OptOutContract;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.store.Store;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OptOutOnSqliteTest extends OptOutContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }

    @Test
    void afterAStopTheSealedBytesAreNowhereInTheFiles() throws InterruptedException {
        Engines engines = new Engines(sqlite.store(), clock);
        new CaptureClient(engines).signUp(PHONE, "marketing", "service");
        List<Map<String, Object>> rows = RawRows.all(sqlite.file()).get("compartments");
        assertEquals(3, rows.size());
        List<byte[]> sealed = rows.stream()
                .map(row -> HexFormat.of().parseHex(String.valueOf(row.get("sealed"))))
                .toList();
        assertTrue(sealed.stream().anyMatch(sqlite::isInFiles), "they are there before");
        new InboundClient(engines).text("SM1", PHONE, "+12025550101", "STOP", null);
        assertEquals(List.of(), RawRows.all(sqlite.file()).get("compartments"));
        for (byte[] bytes : sealed) {
            sqlite.awaitGone(bytes);
        }
    }
}
