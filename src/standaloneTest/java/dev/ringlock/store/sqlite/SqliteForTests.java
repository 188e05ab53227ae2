package dev.ringlock.store.sqlite;

import dev.ringlock.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An empty SQLite store for each test, in a folder of its own. Register it as an instance field. */
public final class SqliteForTests implements BeforeEachCallback, AfterEachCallback {

    private final TestClock clock;
    private @Nullable Path folder;
    private @Nullable SqliteStore store;

    public SqliteForTests(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("ringlock-test");
        store = SqliteStore.open(file(), clock);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        store().close();
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    public SqliteStore store() {
        return Objects.requireNonNull(store);
    }

    /** Closes it and opens it again on the same file. */
    SqliteStore reopened() {
        store().close();
        store = SqliteStore.open(file(), clock);
        return store();
    }

    /** The folder with the database file and its log. */
    Path folder() {
        return Objects.requireNonNull(folder);
    }

    Path file() {
        return folder().resolve("test.db");
    }
}
