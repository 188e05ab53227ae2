package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.dataset.DatasetClient;
import dev.ringlock.dataset.DatasetsContract;
import dev.ringlock.dataset.MadeUpPeople;
import dev.ringlock.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatasetsOnSqliteTest extends DatasetsContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }

    /** A deleted secret stays in the log until a checkpoint: then nobody can open it, whatever keys they have. */
    @Test
    void theWrappedKeyOfAnExpiredDatasetLeavesTheDisk() throws InterruptedException {
        new MadeUpPeople(clock.instant(), 3).stock(store(), 50);
        DatasetClient client = new DatasetClient(new Engines(store(), clock), files);
        String id = client.made("ann", DatasetClient.wanted("rows", "country"));
        byte[] wrapped =
                store().recall("dataset/" + id + "/key").orElseThrow().answer().getBytes(StandardCharsets.US_ASCII);
        assertTrue(sqlite.isInFiles(wrapped));
        clock.advance(Duration.ofDays(31));
        client.steps().run(id);
        sqlite.awaitGone(wrapped);
    }
}
