package dev.ringlock.store.sqlite;

import dev.ringlock.steps.anchor.AnchorsContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnchorsOnSqliteTest extends AnchorsContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
