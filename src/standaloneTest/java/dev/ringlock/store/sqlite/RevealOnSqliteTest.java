package dev.ringlock.store.sqlite;

import dev.ringlock.reveal.RevealContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevealOnSqliteTest extends RevealContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
