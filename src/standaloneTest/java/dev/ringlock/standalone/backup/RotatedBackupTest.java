package dev.ringlock.standalone.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Contact;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.IndexVersions.Phase;
import dev.ringlock.keys.file.FileKeysForTests;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.purge.PurgeClient;
import dev.ringlock.restore.PeopleOfBackup;
import dev.ringlock.standalone.backup.BackupRestore.RestoredBackup;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of before a rotation of the index key, restored after it: nobody comes back, and nobody is lost. */
class RotatedBackupTest {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final int PEOPLE = 12;
    private static final int STOPPED = 1;
    private static final int ERASED = 2;
    private static final int STOPPED_BEFORE = 3;
    private static final int UNKNOWN = PEOPLE;

    private final TestClock clock = new TestClock();
    private final Path folder;
    private final BackupForTests vault;
    private final PeopleOfBackup people;

    RotatedBackupTest(@TempDir Path folder) {
        this.folder = folder;
        this.vault = new BackupForTests(folder, clock);
        this.people = new PeopleOfBackup(engines(vault.store), vault.store);
    }

    @BeforeEach
    void fill() {
        for (int i = 0; i < PEOPLE; i++) {
            people.signUp(i);
        }
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void nobodyComesBackWithABackupOfBefore() {
        Path backup = vault.backUp();
        people.stop(STOPPED_BEFORE);
        rotate();
        sayNo();
        RestoredBackup restored = vault.restore(backup, folder.resolve("restored.db"));
        assertTrue(restored.replayed() >= 3, "what came since was done again");
        assertNobodyCameBack(folder.resolve("restored.db"));
    }

    @Test
    void nobodyComesBackThoughTheDatabaseIsLost() {
        Path backup = vault.backUp();
        people.stop(STOPPED_BEFORE);
        vault.backups.writeLaterActs();
        rotate();
        sayNo();
        vault.backups.writeLaterActs();
        RestoredBackup restored = vault.restoreAlone(backup, folder.resolve("alone.db"), false);
        assertTrue(restored.replayed() >= 3, "what came since was done again");
        assertNobodyCameBack(folder.resolve("alone.db"));
    }

    @Test
    void aBackupOfWhileContactsMoveIsRestoredToo() {
        people.stop(STOPPED_BEFORE);
        begin();
        people.stop(STOPPED);
        Path backup = vault.backUp();
        move();
        people.erase(ERASED);
        people.stop(UNKNOWN);
        vault.restore(backup, folder.resolve("restored.db"));
        assertNobodyCameBack(folder.resolve("restored.db"));
    }

    @Test
    void aBackupOfAfterIsRestoredAsAnyOther() {
        people.stop(STOPPED_BEFORE);
        rotate();
        Path backup = vault.backUp();
        sayNo();
        RestoredBackup restored = vault.restore(backup, folder.resolve("restored.db"));
        assertTrue(restored.opened() > 0, "numbers of the new version");
        assertNobodyCameBack(folder.resolve("restored.db"));
    }

    private void sayNo() {
        people.stop(STOPPED);
        people.erase(ERASED);
        people.stop(UNKNOWN);
        clock.advance(Duration.ofMinutes(1));
    }

    private void rotate() {
        begin();
        move();
    }

    private void begin() {
        KeyFile.addIndexSecret(folder.resolve("ringlock.keys"), 2);
        assertTrue(rotation(vault.store).begin());
        clock.advance(IndexRotation.LEARNT);
    }

    private void move() {
        purge(vault.store);
        clock.advance(IndexRotation.LEARNT);
        purge(vault.store);
        assertEquals(Phase.DONE, rotation(vault.store).state().versions().phase());
        assertEquals(2, people.id(0).version());
    }

    private void purge(SqliteStore store) {
        new PurgeClient(engines(store)).vouchedFor(clock.instant()).run(false);
    }

    private void assertNobodyCameBack(Path database) {
        try (SqliteStore store = SqliteStore.open(database, clock)) {
            assertAsItWas(store);
            for (int run = 0; run < 3; run++) {
                clock.advance(IndexRotation.LEARNT);
                purge(store);
                assertAsItWas(store);
            }
            assertEquals(Phase.DONE, rotation(store).state().versions().phase());
            Engines on = engines(store);
            for (int i = PEOPLE; i-- > STOPPED_BEFORE + 1; ) {
                assertEquals(
                        2, store.load(ids(on, i)).get(0).id().version(), "it went on under the newest version: " + i);
            }
        }
    }

    /** Whoever said no is refused under all ids, and each of the others lives once. */
    private void assertAsItWas(SqliteStore store) {
        Engines on = engines(store);
        for (int i = 0; i <= UNKNOWN; i++) {
            NumberIds ids = ids(on, i);
            assertEquals(2, ids.own().size(), "opt-outs of both versions are looked up");
            int sealed = store.compartments(MARKETING, ids.all()).size();
            boolean no = i == UNKNOWN || (i > 0 && i <= STOPPED_BEFORE);
            assertEquals(no ? 0 : 1, sealed, "of person " + i);
            List<Contact> found = store.load(ids);
            assertEquals(!no, found.get(0).hasCompartments(), "of person " + i);
            if (no) {
                assertTrue(found.stream().anyMatch(contact -> contact.optOutOfEverything() != null), "of person " + i);
            } else {
                assertNotNull(found.get(0).masked());
                assertFalse(found.stream().anyMatch(contact -> contact.optOutOfEverything() != null));
            }
        }
    }

    private static NumberIds ids(Engines on, int person) {
        return on.index.contactIds(PeopleOfBackup.number(person));
    }

    private IndexRotation rotation(SqliteStore store) {
        return new IndexRotation(store, keys(), clock);
    }

    /** As a process has them that began just now. */
    private KeyFile keys() {
        return KeyFile.read(folder.resolve("ringlock.keys"));
    }

    private Engines engines(SqliteStore store) {
        FileKeysForTests keys = new FileKeysForTests(keys());
        return new Engines(store, clock, BackupForTests.POLICY, keys, new Index(keys, new KeyCheck(store, clock)));
    }
}
