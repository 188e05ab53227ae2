package dev.ringlock.store.sqlite;

import dev.ringlock.audience.export.ExportsContract;
import dev.ringlock.store.ExportFiles;
import dev.ringlock.store.Store;
import dev.ringlock.store.files.FolderOfExports;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportsOnSqliteTest extends ExportsContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }

    @Override
    protected ExportFiles files() {
        return new FolderOfExports(sqlite.folder().resolve("exports"));
    }
}
