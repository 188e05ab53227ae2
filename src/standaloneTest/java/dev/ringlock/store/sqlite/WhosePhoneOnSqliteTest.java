package dev.ringlock.store.sqlite;

import dev.ringlock.WhosePhoneContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class WhosePhoneOnSqliteTest extends WhosePhoneContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
