package dev.ringlock.store.sqlite;

import dev.ringlock.store.Store;
import dev.ringlock.subject.AccessContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccessOnSqliteTest extends AccessContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
