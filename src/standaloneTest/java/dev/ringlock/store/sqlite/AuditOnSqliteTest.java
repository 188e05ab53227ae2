package dev.ringlock.store.sqlite;

import dev.ringlock.audit.AuditContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditOnSqliteTest extends AuditContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @BeforeEach
    void begin() {
        begin(sqlite.store());
    }
}
