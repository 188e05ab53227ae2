package dev.ringlock.store.sqlite;

import dev.ringlock.audience.AudienceContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class AudienceOnSqliteTest extends AudienceContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
