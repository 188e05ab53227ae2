package dev.ringlock.standalone.backup;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.file.FileKeysForTests;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.restore.PeopleOfBackup;
import dev.ringlock.standalone.backup.BackupRestore.LiveDatabase;
import dev.ringlock.standalone.backup.BackupRestore.RestoredBackup;
import dev.ringlock.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Ringlock of one machine with a folder for backups. */
final class BackupForTests implements AutoCloseable {

    /** Of a pair that was made with age-keygen for these tests. */
    static final String KEY = "age1kf44tscl7zgy3gq3c4lwksdtwc4lyv9n0xl0yjslnyznkcqjuqmq47aeww";

    static final String IDENTITY = "AGE-SECRET-KEY-1PF7WGCAKRFWCAW3A45660KJTR69Y43SPKWC35KLV3W593SRLPCSSZSKPN2";

    static final Policy POLICY = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));

    final Path folder;
    final Path database;
    final Path to;
    final Path identity;
    final TestClock clock;
    final KeyFile keys;
    final BackupKeys backupKeys;
    final SqliteStore store;
    final Engines engines;
    final PeopleOfBackup people;
    final LocalBackups backups;

    BackupForTests(Path folder, TestClock clock) {
        this.folder = folder;
        this.clock = clock;
        this.database = folder.resolve("ringlock.db");
        this.to = folder.resolve("backups");
        KeyFile.create(folder.resolve("ringlock.keys"));
        this.keys = KeyFile.read(folder.resolve("ringlock.keys"));
        this.backupKeys = new BackupKeys(folder.resolve("ringlock.keys.backup-keys"));
        this.store = SqliteStore.open(database, clock);
        this.engines = new Engines(store, clock, POLICY, new FileKeysForTests(keys));
        this.people = new PeopleOfBackup(engines, store);
        this.backups = backups(to, Duration.ofDays(7));
        try {
            this.identity = Files.writeString(folder.resolve("identity.txt"), IDENTITY + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Backups by hand in another folder. */
    LocalBackups backups(Path other) {
        return backups(other, null);
    }

    private LocalBackups backups(Path in, @Nullable Duration keep) {
        return new LocalBackups(
                new BackupSettings(in, List.of(KEY), Duration.ofDays(1), keep),
                database,
                backupKeys,
                store,
                POLICY,
                clock);
    }

    /** A backup of now. */
    Path backUp() {
        Path file = backups.make(contacts -> {}).file();
        clock.advance(Duration.ofSeconds(1));
        return file;
    }

    /** Restores it to that file, with the database that is there. */
    RestoredBackup restore(Path file, Path restored) {
        return restore(file, restored, new LiveDatabase(database, store, true), false);
    }

    /** Restores it where the database is lost. */
    RestoredBackup restoreAlone(Path file, Path restored, boolean takesOld) {
        return restore(file, restored, new LiveDatabase(database, null, false), takesOld);
    }

    RestoredBackup restore(Path file, Path restored, LiveDatabase live, boolean takesOld) {
        return new BackupRestore(POLICY, keys, backupKeys, clock).restore(file, identity, restored, live, takesOld);
    }

    Index index() {
        return new Index(keys);
    }

    @Override
    public void close() {
        store.close();
    }
}
