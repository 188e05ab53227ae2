package dev.ringlock.store.sqlite;

import dev.ringlock.preferences.OwnRecordContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class OwnRecordOnSqliteTest extends OwnRecordContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
