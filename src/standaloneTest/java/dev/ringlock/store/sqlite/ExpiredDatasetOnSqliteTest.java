package dev.ringlock.store.sqlite;

import dev.ringlock.dataset.ExpiredDatasetContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The key is sought in the bytes of the database's files. */
class ExpiredDatasetOnSqliteTest extends ExpiredDatasetContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }

    @Override
    protected boolean holds(byte[] trace) {
        return sqlite.isInFiles(trace);
    }

    @Override
    protected void awaitGone(byte[] trace) throws InterruptedException {
        sqlite.awaitGone(trace);
    }
}
