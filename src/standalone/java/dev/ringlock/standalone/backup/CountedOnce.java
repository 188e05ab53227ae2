package dev.ringlock.standalone.backup;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.sqlite.Snapshot;
import dev.ringlock.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What has counted since a backup was made counts in what is restored too: messages that were taken, and contacts made. */
final class CountedOnce implements Snapshot.SnapshotSink {

    /** One flush of the disk for so many. */
    private static final int TOGETHER = 50;

    private final SqliteStore restored;
    private final List<GuardRow> rows = new ArrayList<>();

    private CountedOnce(SqliteStore restored) {
        this.restored = restored;
    }

    /** From the database that is there. */
    static void take(Path database, SqliteStore restored) {
        CountedOnce counted = new CountedOnce(restored);
        try (Snapshot snapshot = Snapshot.open(database)) {
            snapshot.readCounted(counted);
        }
        counted.flush();
    }

    @Override
    public void budget(Budget budget, Instant expiresAt) {
        restored.put(budget, expiresAt);
    }

    @Override
    public void row(GuardRow row) {
        if (restored.recall(row.name()).isEmpty()) {
            rows.add(row);
            if (rows.size() == TOGETHER) {
                flush();
            }
        }
    }

    private void flush() {
        if (!rows.isEmpty()) {
            Commit all = Commit.ofRows(List.copyOf(rows));
            restored.change(() -> ChangePlan.write(all, true));
            rows.clear();
        }
    }

    @Override
    public void contact(Contact contact, List<Compartment> compartments) {
        // the backup has it
    }

    @Override
    public void entry(Entry entry) {
        // likewise
    }

    @Override
    public void text(SealedText text) {
        // likewise
    }
}
