package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.dataset.DatasetClient;
import dev.ringlock.dataset.DatasetsContract;
import dev.ringlock.dataset.MadeUpPeople;
import dev.ringlock.ledger.Entry;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void noBackupHasTheKeyOfADataset() {
        new MadeUpPeople(clock.instant(), 3).stock(store(), 50);
        DatasetClient client = new DatasetClient(new Engines(store(), clock), files);
        client.made("ann", DatasetClient.wanted("rows", "country"));
        GuardRow kept = new GuardRow("inbound/x", "", "none", clock.instant().plus(Duration.ofDays(1)));
        store().change(() -> ChangePlan.write(Commit.ofRows(List.of(kept)), true));
        List<GuardRow> rows = new ArrayList<>();
        try (Snapshot snapshot = Snapshot.open(sqlite.file())) {
            snapshot.read(new Snapshot.SnapshotSink() {
                @Override
                public void contact(Contact contact, List<Compartment> compartments) {}

                @Override
                public void entry(Entry entry) {}

                @Override
                public void text(SealedText text) {}

                @Override
                public void budget(Budget budget, Instant expiresAt) {}

                @Override
                public void row(GuardRow row) {
                    rows.add(row);
                }
            });
        }
        assertEquals(List.of(kept), rows);
    }
}
