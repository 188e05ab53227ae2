package dev.ringlock.store.sqlite;

import dev.ringlock.audience.preview.PreviewContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class PreviewOnSqliteTest extends PreviewContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
