package dev.ringlock.standalone.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.RowSeals;
import dev.ringlock.keys.file.FileKeysForTests;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.restore.LostActs;
import dev.ringlock.restore.PeopleOfBackup;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.archive.BackupFile;
import dev.ringlock.standalone.backup.BackupFolder.KnownActs;
import dev.ringlock.standalone.backup.BackupKeys.BackupKey;
import dev.ringlock.standalone.backup.BackupRestore.LiveDatabase;
import dev.ringlock.standalone.backup.BackupRestore.RestoredBackup;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.sqlite.ClientRow;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.store.sqlite.StaffRow;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of one machine: what they hold, for how long, and that nobody comes back with them. */
class BackupRestoreTest {

    private static final Purpose MARKETING = new Purpose("marketing");

    private static final int PEOPLE = 60;

    /** 10,000 in .ci/deep: -Dpeople=10000. */
    private static final int MANY = Integer.getInteger("people", PEOPLE);

    private final TestClock clock = new TestClock();
    private final Path folder;
    private BackupForTests vault;

    BackupRestoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void fill() {
        vault = new BackupForTests(folder, clock);
        vault.engines.notices.register();
        for (int i = 0; i < PEOPLE; i++) {
            vault.people.signUp(i);
        }
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        vault.close();
    }

    /** So many that no page and no group of changes has them all. */
    @Test
    void ofManyPeopleNobodyComesBackAndAnOldBackupOpensNothing() throws IOException {
        for (int i = PEOPLE; i < MANY; i++) {
            vault.people.signUp(i);
        }
        Path backup = vault.backUp();
        clock.advance(Duration.ofMinutes(1));
        int tenth = MANY / 10;
        for (int i = 0; i < tenth; i++) {
            vault.people.erase(i);
            vault.people.stop(tenth + i);
        }
        Path restored = folder.resolve("restored.db");
        RestoredBackup first = vault.restore(backup, restored);
        assertTrue(first.replayed() >= 2 * tenth, String.valueOf(first.replayed()));
        assertEquals(MANY, first.counts().contacts());
        assertTrue(first.opened() > 0);
        assertNull(first.knownUntil());
        try (SqliteStore store = SqliteStore.open(restored, clock)) {
            for (int i = 0; i < MANY; i++) {
                int there = store.compartments(MARKETING, List.of(vault.people.id(i)))
                        .size();
                assertEquals(i < 2 * tenth ? 0 : 1, there, "of person " + i);
            }
        }
        // so it is as long as the policy says
        clock.advance(Duration.ofDays(BackupForTests.POLICY.erasureReaches()).minusHours(1));
        Files.delete(restored);
        vault.restore(backup, restored);
        clock.advance(Duration.ofHours(2));
        byte[] before = Files.readAllBytes(vault.to.resolve(BackupFolder.KEYS));
        assertEquals(1, vault.backups.destroyKeys());
        assertFalse(Arrays.equals(before, Files.readAllBytes(vault.to.resolve(BackupFolder.KEYS))));
        // with the key file, the age identity, today's database and all that is beside the backup
        Files.delete(restored);
        ArchiveRefusedException gone =
                assertThrows(ArchiveRefusedException.class, () -> vault.restore(backup, restored));
        assertTrue(gone.getMessage().contains("is gone"), gone.getMessage());
        Ulid id = BackupFile.header(backup, vault.identity).id();
        for (BackupKey other : vault.backupKeys.all()) {
            try (RowSeals seals = new RowSeals(id.value(), other.key())) {
                assertThrows(
                        ArchiveRefusedException.class,
                        () -> BackupFile.load(backup, vault.identity, seals, folder.resolve("x.db"), clock));
            }
        }
    }

    @Test
    void theFileIsItsOwnersAndHasNoKey() throws IOException {
        Path backup = vault.backUp();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)));
        assertTrue(Files.readString(backup, StandardCharsets.ISO_8859_1).startsWith("age-encryption.org/v1\n"));
        String clear = new String(BackupFile.readText(backup, vault.identity, 1 << 26), StandardCharsets.UTF_8);
        assertTrue(clear.startsWith("{\"kind\":\"backup\""), clear.substring(0, 80));
        String all = Files.readString(folder.resolve("ringlock.keys"));
        for (String secret : all.lines()
                .filter(line -> line.contains("="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList()) {
            assertFalse(clear.contains(secret));
        }
        assertFalse(clear.contains("+999"), "neither a number nor what may be shown of one");
        assertFalse(clear.contains("203.0.113"), "nor the network of a yes");
    }

    /** What is copied back by hand has a lower number than the file beside the keys. */
    @Test
    void aBackupRaisesTheGeneration() {
        long before = vault.store.generation();
        vault.backUp();
        assertTrue(vault.store.generation() > before);
    }

    @Test
    void theLedgerSaysWhatIsInIt() {
        vault.backUp();
        List<Entry> told = Runs.OF_BACKUP.of(vault.store, Runs.day(clock.instant()));
        assertEquals(1, told.size());
        assertEquals(Event.BACKED_UP, told.get(0).event());
        assertEquals(String.valueOf(PEOPLE), told.get(0).fields().get("contacts"));
    }

    @Test
    void whereTheDatabaseIsLostLaterActsAreTakenFromBesideTheBackup() throws IOException {
        Path backup = vault.backUp();
        assertThrows(
                ArchiveRefusedException.class,
                () -> vault.restoreAlone(backup, folder.resolve("a.db"), false),
                "nobody knows what came since");
        vault.people.stop(1);
        vault.people.erase(2);
        assertTrue(vault.backups.writeLaterActs() >= 3);
        assertEquals(0, vault.backups.writeLaterActs(), "each once");
        clock.advance(Duration.ofMinutes(1));
        vault.people.stop(3);
        vault.backups.writeLaterActs();
        RestoredBackup restored = vault.restoreAlone(backup, folder.resolve("b.db"), false);
        assertEquals(clock.instant(), restored.knownUntil());
        try (SqliteStore store = SqliteStore.open(folder.resolve("b.db"), clock)) {
            assertTrue(
                    store.compartments(MARKETING, List.of(vault.people.id(1), vault.people.id(2), vault.people.id(3)))
                            .isEmpty());
            assertEquals(
                    1,
                    store.compartments(MARKETING, List.of(vault.people.id(4))).size());
        }
        for (Path file : new BackupFolder(vault.to).acts()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertTrue(Files.readString(file, StandardCharsets.ISO_8859_1).startsWith("age-encryption.org/v1\n"));
        }
    }

    /** An older file was put into the database's place, or a start made an empty one. It does not know everybody. */
    @Test
    void anOlderDatabaseIsAskedForItsActsAlone() {
        vault.store
                .staff()
                .add(new StaffRow("ana", "hash", new byte[1], "privacy", 0), staff("staff/ana", Event.STAFF_ADDED));
        Path backup = vault.backUp();
        vault.people.stop(1);
        vault.backups.writeLaterActs();
        try (SqliteStore older = SqliteStore.open(folder.resolve("older.db"), clock)) {
            PeopleOfBackup some = new PeopleOfBackup(
                    new Engines(older, clock, BackupForTests.POLICY, new FileKeysForTests(vault.keys)), older);
            some.signUp(2);
            some.stop(2);
            LiveDatabase live = new LiveDatabase(folder.resolve("older.db"), older, false);
            vault.restore(backup, folder.resolve("restored.db"), live, false);
        }
        try (SqliteStore store = SqliteStore.open(folder.resolve("restored.db"), clock)) {
            for (int i = 0; i < 4; i++) {
                int there = store.compartments(MARKETING, List.of(vault.people.id(i)))
                        .size();
                assertEquals(i == 1 || i == 2 ? 0 : 1, there, "of person " + i);
            }
            assertEquals(1, store.staff().people().size());
        }
    }

    @Test
    void actsThatNobodyWroteDownAreMissed() {
        Path backup = vault.backUp();
        vault.people.stop(1);
        vault.store.forgetLaterActs();
        vault.backups.writeLaterActs();
        vault.people.stop(2);
        vault.backups.writeLaterActs();
        assertThrows(
                ArchiveRefusedException.class,
                () -> vault.restoreAlone(backup, folder.resolve("a.db"), false),
                "the opt-out of person 1 is nowhere");
        Path later = vault.backUp();
        vault.people.stop(3);
        vault.backups.writeLaterActs();
        vault.restoreAlone(later, folder.resolve("b.db"), false);
        // so it is with a folder for which another database counts now
        LocalBackups.anotherDatabase(vault.to);
        vault.backups.writeLaterActs();
        assertThrows(ArchiveRefusedException.class, () -> vault.restoreAlone(later, folder.resolve("c.db"), false));
    }

    /** On a busy server somebody says no during each look. */
    @Test
    void aDrillDoesNotWaitForThoseWhoSayNoMeanwhile() {
        Path backup = vault.backUp();
        vault.restore(backup, folder.resolve("restored.db"));
        try (SqliteStore restored = SqliteStore.open(folder.resolve("restored.db"), clock)) {
            LiveActs acts = new LiveActs(
                    BackupFile.header(backup, vault.identity),
                    new BackupFolder(vault.to),
                    vault.identity,
                    new LiveDatabase(vault.database, vault.store, true),
                    restored,
                    new LostActs(restored, BackupForTests.POLICY.rules(), clock.instant()),
                    new IndexRotation(restored, vault.keys, clock));
            vault.people.stop(1);
            List<ContactId> before = acts.revived();
            assertEquals(List.of(vault.people.id(1)), before);
            vault.people.stop(2);
            vault.backups.writeLaterActs();
            assertEquals(before, acts.stillRevived(before));
            assertEquals(2, acts.revived().size());
        }
    }

    /** The folder knew of them before they left the database, so nothing is missing. */
    @Test
    void aCrashWhileActsAreWrittenDownIsNoGap() throws IOException {
        Path backup = vault.backUp();
        BackupFolder known = new BackupFolder(vault.to);
        vault.people.stop(1);
        long newest = vault.store.laterActsPlace();
        KnownActs before = known.known().orElseThrow();
        // the process ended before they left the database
        known.known(new KnownActs(before.since(), before.until(), newest));
        vault.backups.writeLaterActs();
        assertEquals(before.since(), known.known().orElseThrow().since());
        vault.restoreAlone(backup, folder.resolve("restored.db"), false);
        // a folder that knows more than the database: that one is an older copy
        known.known(new KnownActs(before.since(), before.until(), newest + 5));
        vault.people.stop(2);
        vault.backups.writeLaterActs();
        assertTrue(known.known().orElseThrow().since().isAfter(before.since()));
    }

    @Test
    void keysAreDestroyedInEveryFolderAsSoonAsItCanBeReached() throws IOException {
        Path here = vault.backUp();
        Path elsewhere = folder.resolve("elsewhere =: x");
        LocalBackups byHand = vault.backups(elsewhere);
        Path there = byHand.make(contacts -> {}).file();
        assertEquals(1, lines(elsewhere), "the keys of its own backups alone");
        assertEquals(1, lines(vault.to));
        Path away = Files.move(elsewhere, folder.resolve("unplugged"));
        // a disk that is not mounted leaves the empty folder
        Files.createDirectory(elsewhere);
        clock.advance(Duration.ofDays(8));
        assertEquals(2, vault.backups.destroyKeys());
        assertEquals(0, lines(vault.to));
        assertEquals(1, lines(away));
        Files.delete(elsewhere);
        Files.move(away, elsewhere);
        assertEquals(0, vault.backups.destroyKeys());
        assertEquals(0, lines(elsewhere));
        assertTrue(Files.exists(here) && Files.exists(there), "without a number that opens");
    }

    private long lines(Path of) throws IOException {
        String text = new String(
                BackupFile.readText(of.resolve(BackupFolder.KEYS), vault.identity, 1 << 16), StandardCharsets.UTF_8);
        return text.lines().filter(line -> !line.startsWith("#")).count();
    }

    @Test
    void aKeyWhoseDayHasComeIsNotUsedThoughNobodyDestroyedItYet() {
        Path backup = vault.backUp();
        clock.advance(Duration.ofDays(8));
        assertThrows(ArchiveRefusedException.class, () -> vault.restore(backup, folder.resolve("late.db")));
    }

    @Test
    void actsOfAnEarlierKeyDoNotSpoilALaterBackup() throws IOException {
        Path first = vault.backUp();
        vault.people.stop(1);
        vault.backups.writeLaterActs();
        Path acts = new BackupFolder(vault.to).acts().get(0);
        Files.writeString(acts, "for another key");
        ArchiveRefusedException refused =
                assertThrows(ArchiveRefusedException.class, () -> vault.restore(first, folder.resolve("first.db")));
        assertTrue(refused.getMessage().contains(acts.getFileName().toString()), refused.getMessage());
        clock.advance(Duration.ofDays(2));
        vault.restore(vault.backUp(), folder.resolve("second.db"));
    }

    @Test
    void actsAreWrittenDownInTheOrderInWhichTheyWereStored() throws IOException {
        vault.people.stop(1);
        clock.advance(Duration.ofHours(-5));
        vault.people.stop(2);
        vault.backups.writeLaterActs();
        List<String> subjects = new ArrayList<>();
        for (Path file : new BackupFolder(vault.to).acts()) {
            BackupFile.readActs(file, vault.identity, entry -> subjects.add(entry.subject()));
        }
        assertTrue(subjects.contains(vault.people.id(2).value()), "though the clock was set back");
        assertTrue(subjects.indexOf(vault.people.id(1).value())
                < subjects.indexOf(vault.people.id(2).value()));
    }

    @Test
    void whoLeftTheStaffStaysAway() {
        vault.store
                .staff()
                .add(new StaffRow("ana", "hash", new byte[1], "privacy", 0), staff("staff/ana", Event.STAFF_ADDED));
        vault.store
                .staff()
                .add(new StaffRow("ben", "hash", new byte[1], "privacy", 0), staff("staff/ben", Event.STAFF_ADDED));
        vault.store.staff().add(new ClientRow("shop", "hash", "links"), staff("client/shop", Event.CLIENT_ADDED));
        Path backup = vault.backUp();
        vault.store.staff().remove("ana", staff("staff/ana", Event.STAFF_REMOVED));
        vault.store.staff().removeClient("shop", staff("client/shop", Event.CLIENT_REMOVED));
        vault.backups.writeLaterActs();
        vault.restore(backup, folder.resolve("live.db"));
        vault.restoreAlone(backup, folder.resolve("alone.db"), false);
        for (String name : List.of("live.db", "alone.db")) {
            try (SqliteStore store = SqliteStore.open(folder.resolve(name), clock)) {
                assertEquals(
                        List.of("ben"),
                        store.staff().people().stream().map(StaffRow::name).toList(),
                        name);
                assertTrue(store.staff().clients().isEmpty(), name);
            }
        }
    }

    @Test
    void oldOnesAreDeletedButNeverTheNewest() throws IOException {
        Path first = vault.backUp();
        vault.people.stop(1);
        vault.backups.writeLaterActs();
        clock.advance(Duration.ofDays(4));
        Path second = vault.backUp();
        clock.advance(Duration.ofDays(4));
        assertTrue(vault.backups.isDue());
        Path third = vault.backUp();
        assertFalse(vault.backups.isDue());
        assertFalse(Files.exists(first));
        assertTrue(Files.exists(second) && Files.exists(third));
        assertTrue(new BackupFolder(vault.to).acts().isEmpty(), "no backup that is kept needs them");
        clock.advance(Duration.ofDays(400));
        assertEquals(List.of(third), vault.backups.newestFile().stream().toList());
    }

    @Test
    void theKeysOfBackupsAreOverwrittenWhenTheirDayHasCome() throws IOException {
        vault.backUp();
        Path file = folder.resolve("ringlock.keys.backup-keys");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Path held = Files.createLink(folder.resolve("held"), file);
        byte[] old = Files.readAllBytes(held);
        clock.advance(Duration.ofDays(8));
        assertEquals(1, vault.backups.destroyKeys());
        assertArrayEquals(new byte[old.length], Files.readAllBytes(held), "the bytes on the disk, whatever names them");
        assertTrue(vault.backupKeys.all().isEmpty());
        assertEquals(0, vault.backups.destroyKeys());
    }

    @Test
    void aDamagedBackupIsRefused() throws IOException {
        Path backup = vault.backUp();
        byte[] whole = Files.readAllBytes(backup);
        for (int at : new int[] {300, whole.length / 2, whole.length - 1}) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 1;
            Files.write(backup, bytes);
            assertThrows(ArchiveRefusedException.class, () -> vault.restore(backup, folder.resolve("d" + at)));
        }
        Files.write(backup, Arrays.copyOf(whole, whole.length - 20));
        assertThrows(ArchiveRefusedException.class, () -> vault.restore(backup, folder.resolve("cut")));
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAndLeavesNothing() throws IOException {
        Files.writeString(vault.to, "a file");
        assertThrows(ArchiveRefusedException.class, () -> vault.backups.make(contacts -> {}));
        assertEquals("a file", Files.readString(vault.to));
    }

    /** It would be no secret then whose rows they are. */
    @Test
    void aRowOpensUnderItsOwnNameAlone() {
        try (RowSeals seals = new RowSeals("backup", new byte[32]);
                RowSeals other = new RowSeals("other", new byte[32])) {
            byte[] sealed = seals.seal("row", new byte[] {1, 2});
            assertArrayEquals(new byte[] {1, 2}, seals.open("row", sealed));
            assertThrows(CannotOpenException.class, () -> seals.open("another", sealed));
            assertThrows(CannotOpenException.class, () -> other.open("row", sealed));
        }
    }

    @Test
    void noPlainCopyLiesAnywhereMeanwhile() throws IOException {
        try (Stream<Path> before = Files.list(folder)) {
            List<Path> there = before.toList();
            vault.backups.make(contacts -> {});
            try (Stream<Path> after = Files.list(folder)) {
                List<String> made = after.filter(each -> !there.contains(each))
                        .map(each -> each.getFileName().toString())
                        .sorted()
                        .toList();
                assertEquals(
                        List.of("backups", "ringlock.keys.backup-keys", "ringlock.keys.backup-keys.folders"), made);
            }
        }
    }

    private Entry staff(String subject, Event event) {
        return new Entry(
                subject, vault.engines.arrivals.ulid(clock.instant()), event, clock.instant(), "", new TreeMap<>());
    }
}
