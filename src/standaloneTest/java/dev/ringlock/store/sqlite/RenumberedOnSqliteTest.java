package dev.ringlock.store.sqlite;

import dev.ringlock.purge.RenumberedContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class RenumberedOnSqliteTest extends RenumberedContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
