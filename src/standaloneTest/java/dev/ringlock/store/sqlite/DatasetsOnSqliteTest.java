package dev.ringlock.store.sqlite;

import dev.ringlock.dataset.DatasetsContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatasetsOnSqliteTest extends DatasetsContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
