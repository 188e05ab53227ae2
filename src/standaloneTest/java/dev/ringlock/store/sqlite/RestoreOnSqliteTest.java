package dev.ringlock.store.sqlite;

import dev.ringlock.restore.RestoreContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestoreOnSqliteTest extends RestoreContract {

    @RegisterExtension
    final SqliteForTests restored = new SqliteForTests(clock);

    @RegisterExtension
    final SqliteForTests source = new SqliteForTests(clock);

    @Override
    protected Store restored() {
        return restored.store();
    }

    @Override
    protected Store source() {
        return source.store();
    }
}
