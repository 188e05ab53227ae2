package dev.ringlock.store.sqlite;

import dev.ringlock.inbound.UnreadableContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnreadableOnSqliteTest extends UnreadableContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
