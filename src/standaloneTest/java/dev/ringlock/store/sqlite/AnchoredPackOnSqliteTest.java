package dev.ringlock.store.sqlite;

import dev.ringlock.evidence.AnchoredPackContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnchoredPackOnSqliteTest extends AnchoredPackContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
