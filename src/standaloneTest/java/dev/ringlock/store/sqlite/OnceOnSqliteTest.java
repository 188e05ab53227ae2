package dev.ringlock.store.sqlite;

import dev.ringlock.inbound.OnceContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class OnceOnSqliteTest extends OnceContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
