package dev.ringlock.store.sqlite;

import dev.ringlock.delivery.ReceiptsContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiptsOnSqliteTest extends ReceiptsContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
