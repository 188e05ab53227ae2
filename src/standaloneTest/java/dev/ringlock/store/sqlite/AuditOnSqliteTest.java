package dev.ringlock.store.sqlite;

import dev.ringlock.audit.AuditContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class AuditOnSqliteTest extends AuditContract {

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("test.db"), clock);
        begin(store);
    }

    @AfterEach
    void close() {
        store.close();
    }
}
