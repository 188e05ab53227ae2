package dev.ringlock.store.sqlite;

import dev.ringlock.preferences.PreferencesContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class PreferencesOnSqliteTest extends PreferencesContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
