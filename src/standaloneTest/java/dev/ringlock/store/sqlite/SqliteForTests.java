package dev.ringlock.store.sqlite;

import dev.ringlock.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An empty SQLite store for each test, in a folder of its own. Register it as an instance field. */
public final class SqliteForTests implements BeforeEachCallback, AfterEachCallback {

    private static final int MOST_SECONDS = 60;

    private final TestClock clock;
    private @Nullable Path folder;
    private @Nullable SqliteStore store;
    private @Nullable SqliteStore copy;

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
        closeCopy();
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
    public SqliteStore reopened() {
        store().close();
        store = SqliteStore.open(file(), clock);
        return store();
    }

    /**
     * Opens a copy of the files as they are on the disk now. They are read until the log stays as it is meanwhile, so that no
     * checkpoint falls between the log and the database.
     */
    SqliteStore copied() {
        Path to = folder().resolve("copy.db");
        Path log = folder().resolve("test.db-wal");
        try {
            byte[] before;
            byte[] database;
            do {
                before = Files.readAllBytes(log);
                database = Files.readAllBytes(file());
            } while (!Arrays.equals(before, Files.readAllBytes(log)));
            Files.write(to, database);
            Files.write(folder().resolve("copy.db-wal"), before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        copy = SqliteStore.open(to, clock);
        return copy;
    }

    private void closeCopy() {
        if (copy != null) {
            copy.close();
        }
    }

    /** The folder with the database file and its log. */
    Path folder() {
        return Objects.requireNonNull(folder);
    }

    Path file() {
        return folder().resolve("test.db");
    }

    public boolean isInFiles(byte[] bytes) {
        String sought = new String(bytes, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(folder())) {
            return files.anyMatch(file -> text(file).contains(sought));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the database and its log hold these bytes no more. */
    public void awaitGone(byte[] bytes) throws InterruptedException {
        long begin = System.nanoTime();
        while (isInFiles(bytes)) {
            if (System.nanoTime() - begin > MOST_SECONDS * 1_000_000_000L) {
                throw new AssertionError("still on the disk");
            }
            Thread.sleep(20);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
