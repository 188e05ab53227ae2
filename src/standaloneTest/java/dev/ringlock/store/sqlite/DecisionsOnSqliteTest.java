package dev.ringlock.store.sqlite;

import dev.ringlock.DecisionsContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class DecisionsOnSqliteTest extends DecisionsContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
