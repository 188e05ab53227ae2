package dev.ringlock.store.sqlite;

import dev.ringlock.HouseSignatureContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class HouseSignatureOnSqliteTest extends HouseSignatureContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
