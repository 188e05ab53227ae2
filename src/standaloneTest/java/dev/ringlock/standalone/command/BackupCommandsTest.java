package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.keys.file.FileKeysForTests;
import dev.ringlock.policy.Policy;
import dev.ringlock.restore.PeopleOfBackup;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.ServerStopped;
import dev.ringlock.standalone.SettingsForTests;
import dev.ringlock.standalone.backup.BackupKeys;
import dev.ringlock.standalone.backup.BackupSettings;
import dev.ringlock.standalone.backup.LocalBackups;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ringlock backup} and {@code ringlock restore} of a backup, as their users give them. */
class BackupCommandsTest {

    private static final String KEY = "age1kf44tscl7zgy3gq3c4lwksdtwc4lyv9n0xl0yjslnyznkcqjuqmq47aeww";
    private static final String IDENTITY = "AGE-SECRET-KEY-1PF7WGCAKRFWCAW3A45660KJTR69Y43SPKWC35KLV3W593SRLPCSSZSKPN2";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestClock clock = new TestClock();
    private final Map<String, String> settings = new HashMap<>();
    private final Path folder;
    private final Path data;
    private final Path database;
    private final Path backups;
    private final Path identity;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    BackupCommandsTest(@TempDir Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.database = data.resolve("ringlock.db");
        this.backups = folder.resolve("backups");
        this.identity = folder.resolve("identity.txt");
    }

    @BeforeEach
    void fill() throws IOException {
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", data.toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
        settings.put("ringlock.keys", folder.resolve("keys/ringlock.keys").toString());
        Files.writeString(identity, IDENTITY);
        assertEquals(0, run("staff", "add", "ana", "--roles", "privacy"), err::toString);
        people(people -> {
            for (int i = 0; i < 10; i++) {
                people.signUp(i);
            }
        });
    }

    @Test
    void anOldDatabasePutBackByHandIsRefusedUntilABackupIsRestoredInWhichNobodyComesBack() throws IOException {
        Path copy = Files.copy(database, folder.resolve("copy.db"));
        writeLaterActs();
        Path backup = backUp();
        people(people -> {
            people.stop(1);
            people.erase(2);
        });
        writeLaterActs();
        Files.copy(copy, database, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(1, run("staff", "list"));
        assertTrue(err.toString().contains("ringlock restore"), err::toString);
        // the backup itself, opened, is no database at all
        assertFalse(Files.readString(backup, StandardCharsets.ISO_8859_1).contains("SQLite"));

        assertEquals(
                0, run("restore", backup.toString(), "--identity", identity.toString(), "--switch"), err::toString);
        assertTrue(out.toString().contains("0 people came back."), out::toString);
        assertTrue(out.toString().contains("or an older copy"), out::toString);
        assertTrue(out.toString().contains("ringlock reconcile"), out::toString);
        assertEquals(0, run("staff", "list"), err::toString);
        assertEquals(List.of(0, 3, 4, 5, 6, 7, 8, 9), withNumber());
        // and once more by hand
        Files.copy(copy, database, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(1, run("staff", "list"));
    }

    @Test
    void withoutSwitchNothingChangesAndNothingIsLeft() throws IOException {
        Path backup = backUp();
        people(people -> people.stop(1));
        Set<String> before = files(data);
        try (ServerStopped unused = ServerStopped.in(settings())) {
            JsonNode told = json("restore", backup.toString(), "--identity", identity.toString(), "--drill", "--json");
            assertEquals(0, told.path("revived").asInt(-1));
            assertTrue(told.path("replayed").asInt() > 0);
            assertFalse(told.path("switched").asBoolean());
            assertFalse(told.has("knownUntil"));
        }
        assertEquals(before, files(data));
        assertEquals(List.of(0, 2, 3, 4, 5, 6, 7, 8, 9), withNumber());
        try (CommandData opened = CommandData.open(settings())) {
            assertEquals(
                    "drill.done",
                    opened.store()
                            .history("run/drill/" + CommandData.today(), null, 5)
                            .items()
                            .get(0)
                            .fields()
                            .get("told_as"));
        }
    }

    @Test
    void whileTheServerRunsNothingIsSwitched() throws IOException {
        Path backup = backUp();
        byte[] before = Files.readAllBytes(database);
        try (ServerStopped running = ServerStopped.in(settings())) {
            assertEquals(1, run("restore", backup.toString(), "--identity", identity.toString(), "--switch"));
            assertTrue(err.toString().contains("Another Ringlock"), err::toString);
        }
        assertArrayEquals(before, Files.readAllBytes(database));
    }

    @Test
    void theOtherDatabaseIsKeptIfThatIsSaid() throws IOException {
        Path backup = backUp();
        people(people -> people.signUp(11));
        assertEquals(
                0,
                run("restore", backup.toString(), "--identity", identity.toString(), "--switch", "--keep"),
                err::toString);
        assertTrue(Files.exists(data.resolve("ringlock.db.replaced")));
        assertEquals(10, withNumber().size(), "a yes of later is not given again");
        assertTrue(out.toString().contains("The server goes on from it"), out::toString);
    }

    @Test
    void aLostDatabaseComesBackWithWhatLiesBesideTheBackup() throws IOException {
        Path backup = backUp();
        people(people -> people.stop(5));
        Files.delete(database);
        assertEquals(1, run("restore", backup.toString(), "--identity", identity.toString()));
        assertTrue(err.toString().contains("Nobody knows the opt-outs since"), err::toString);
        assertEquals(
                0,
                run("restore", backup.toString(), "--identity", identity.toString(), "--old", "--switch"),
                err::toString);
        assertEquals(10, withNumber().size());
    }

    @Test
    void withoutTheKeyFileNothingIsDone() throws IOException {
        Path backup = backUp();
        Files.delete(folder.resolve("keys/ringlock.keys"));
        assertEquals(1, run("restore", backup.toString(), "--identity", identity.toString()));
        assertTrue(err.toString().contains("Put the key file back"), err::toString);
        assertFalse(Files.exists(folder.resolve("keys/ringlock.keys")));
    }

    /** The machine is lost, and the key file comes from its safe place. */
    @Test
    void onAnotherMachineTheKeysOfBackupsComeFromBesideThem() throws IOException {
        writeLaterActs();
        Path backup = backUp();
        people(people -> people.stop(5));
        writeLaterActs();
        Path keys = Files.createDirectory(folder.resolve("other"));
        Files.copy(
                folder.resolve("keys/ringlock.keys"),
                keys.resolve("ringlock.keys"),
                StandardCopyOption.COPY_ATTRIBUTES);
        settings.put("ringlock.keys", keys.resolve("ringlock.keys").toString());
        settings.put("ringlock.data", folder.resolve("fresh").toString());
        assertEquals(
                0, run("restore", backup.toString(), "--identity", identity.toString(), "--switch"), err::toString);
        assertEquals(List.of(0, 1, 2, 3, 4, 6, 7, 8, 9), withNumber());
        assertEquals(0, run("staff", "list"), err::toString);
        assertTrue(out.toString().contains("ana"), out::toString);
    }

    @Test
    void mistakesAreToldAndNothingIsWritten() throws IOException {
        assertEquals(1, run("backup"));
        assertTrue(err.toString().contains("--to"), err::toString);
        assertEquals(1, run("backup", "--to", backups.toString()));
        assertTrue(err.toString().contains("--for"), err::toString);
        assertEquals(1, run("backup", "--to", backups.toString(), "--for", "age1nonsense"));
        assertEquals(1, run("backup", "--to", backups.toString(), "--for", IDENTITY));
        assertFalse(err.toString().contains(IDENTITY));
        settings.put("ringlock.backup-keep", "PT1M");
        assertEquals(1, run("backup", "--to", backups.toString(), "--for", KEY));
        assertTrue(err.toString().contains("RINGLOCK_BACKUP_KEEP"), err::toString);
        assertFalse(Files.exists(backups));
        assertFalse(Files.exists(folder.resolve("keys/ringlock.keys.backup-keys")));
    }

    @Test
    void whatAKilledRestoreLeftIsDeleted() throws IOException {
        Path backup = backUp();
        Files.writeString(data.resolve("ringlock.db.restored"), "half a database");
        Files.writeString(data.resolve("ringlock.db.restored-wal"), "half a log");
        assertEquals(0, run("restore", backup.toString(), "--identity", identity.toString()), err::toString);
        assertFalse(files(data).toString().contains("restored"), () -> "left");
    }

    private Path backUp() throws IOException {
        return Path.of(json("backup", "--to", backups.toString(), "--for", KEY, "--json")
                .path("file")
                .asText());
    }

    /** Those of the first ten whose number is there for marketing. */
    private List<Integer> withNumber() {
        try (CommandData opened = CommandData.open(settings())) {
            PeopleOfBackup people = people(opened);
            return Stream.iterate(0, i -> i + 1)
                    .limit(10)
                    .filter(i -> !opened.store()
                            .compartments(MARKETING, List.of(people.id(i)))
                            .isEmpty())
                    .toList();
        }
    }

    private void people(Consumer<PeopleOfBackup> acts) {
        try (CommandData opened = CommandData.open(settings())) {
            acts.accept(people(opened));
        }
    }

    private PeopleOfBackup people(CommandData opened) {
        Policy policy = CommandData.policy(settings());
        return new PeopleOfBackup(
                new Engines(opened.store(), clock, policy, new FileKeysForTests(opened.keys())), opened.store());
    }

    /** As a running server does. */
    private void writeLaterActs() {
        try (CommandData opened = CommandData.open(settings())) {
            new LocalBackups(
                            new BackupSettings(backups, List.of(KEY), Duration.ofDays(1), Duration.ofDays(7)),
                            database,
                            new BackupKeys(settings().backupKeys()),
                            opened.store(),
                            CommandData.policy(settings()),
                            Clock.systemUTC())
                    .writeLaterActs();
        }
    }

    private JsonNode json(String... arguments) throws IOException {
        assertEquals(0, run(arguments), err::toString);
        return JSON.readTree(out.toString());
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.dataCommands(new OwnData(this::settings), new LocalUser(InputStream.nullInputStream()))
                .addSubcommand(new RestoreCommand(this::settings))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private ServerSettings settings() {
        return SettingsForTests.of(settings);
    }

    private static Set<String> files(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
