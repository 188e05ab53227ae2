package dev.ringlock.store.sqlite;

import dev.ringlock.reconcile.ReconcileContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReconcileOnSqliteTest extends ReconcileContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
