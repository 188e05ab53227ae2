package dev.ringlock.store.sqlite;

import dev.ringlock.imports.run.ImportsContract;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import dev.ringlock.store.files.SealedFolder;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImportsOnSqliteTest extends ImportsContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Override
    protected Store store() {
        return sqlite.store();
    }

    @Override
    protected SealedFiles files() {
        return new SealedFolder(sqlite.folder().resolve("imports"));
    }
}
