package dev.ringlock.store.sqlite;

import dev.ringlock.dataset.AnalystAttackContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnalystAttackOnSqliteTest extends AnalystAttackContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
