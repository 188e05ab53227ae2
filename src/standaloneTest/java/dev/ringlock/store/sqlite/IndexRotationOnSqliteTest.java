package dev.ringlock.store.sqlite;

import dev.ringlock.IndexRotationContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class IndexRotationOnSqliteTest extends IndexRotationContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
