package dev.ringlock.store.sqlite;

import dev.ringlock.audience.export.ExportsContract;
import dev.ringlock.store.ExportFiles;
import dev.ringlock.store.Store;
import dev.ringlock.store.files.FolderOfExports;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ExportsOnSqliteTest extends ExportsContract {

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("test.db"), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected ExportFiles files() {
        return new FolderOfExports(folder.resolve("exports"));
    }
}
