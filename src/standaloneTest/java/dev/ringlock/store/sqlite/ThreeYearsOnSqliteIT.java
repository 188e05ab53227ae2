package dev.ringlock.store.sqlite;

import dev.ringlock.purge.ThreeYearsContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
class ThreeYearsOnSqliteIT extends ThreeYearsContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
