package dev.ringlock.store.sqlite;

import dev.ringlock.AfterANoContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class AfterANoOnSqliteTest extends AfterANoContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
