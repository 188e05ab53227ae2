package dev.ringlock.store.sqlite;

import dev.ringlock.EraseContract;
import dev.ringlock.store.Store;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Its traces are sought in the bytes of the database's files. */
class EraseOnSqliteTest extends EraseContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }

    @Override
    protected void awaitGone(byte[] trace) throws InterruptedException {
        sqlite.awaitGone(trace);
    }

    @Override
    protected boolean holds(byte[] trace) {
        return sqlite.isInFiles(trace);
    }

    @Override
    protected List<String> laterHere() {
        return List.of("contact_backups ", "replaced_database ");
    }
}
