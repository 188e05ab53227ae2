package dev.ringlock.store.sqlite;

import dev.ringlock.evidence.EvidenceContract;
import dev.ringlock.store.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

class EvidenceOnSqliteTest extends EvidenceContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
