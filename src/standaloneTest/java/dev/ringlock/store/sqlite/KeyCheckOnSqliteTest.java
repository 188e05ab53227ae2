package dev.ringlock.store.sqlite;

import dev.ringlock.KeyCheckContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyCheckOnSqliteTest extends KeyCheckContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
