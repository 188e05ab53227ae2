package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.file.FileKeysForTests;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.store.sqlite.SqliteStore;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older copy of the database that is put back by hand is noticed, and a sound one never refused. */
class GenerationFileTest {

    private static final Policy POLICY = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
    private static final String ALL = "+12025550101";
    private static final String ANA = "+12025550110";

    private final TestClock clock = new TestClock();
    private final Path database;
    private final Path copy;
    private final Path file;
    private final KeyFile keys;

    GenerationFileTest(@TempDir Path folder) {
        database = folder.resolve("ringlock.db");
        copy = folder.resolve("copy.db");
        file = folder.resolve("ringlock.keys.generation");
        KeyFile.create(folder.resolve("ringlock.keys"));
        keys = KeyFile.read(folder.resolve("ringlock.keys"));
    }

    @BeforeEach
    void signUp() throws IOException {
        run(on -> {
            on.notices.register();
            new CaptureClient(on).signUp(ANA, "marketing");
        });
        Files.copy(database, copy);
    }

    @Test
    void aCopyFromBeforeAnOptOutIsRefused() throws IOException {
        run(on -> new InboundClient(on).text("SM1", ANA, ALL, "STOP", null));
        putBack();
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> run(on -> {}));
        assertTrue(refused.getMessage().contains("ringlock restore"), refused.getMessage());
        assertTrue(refused.getMessage().contains("older copy"), refused.getMessage());
        // and again
        assertThrows(ConfigurationException.class, () -> run(on -> {}));
    }

    @Test
    void aNoOfANumberThatNobodyKnowsCountsToo() throws IOException {
        run(on -> new InboundClient(on).text("SM1", "+12025550199", ALL, "STOP", null));
        putBack();
        assertThrows(ConfigurationException.class, () -> run(on -> {}));
    }

    @Test
    void aMessageThatMayBeANoCountsToo() throws IOException {
        run(on -> new InboundClient(on).text("SM1", ANA, ALL, "please do not ever stop", null));
        putBack();
        assertThrows(ConfigurationException.class, () -> run(on -> {}));
    }

    @Test
    void aCopyThatMissesNobodysNoIsTaken() throws IOException {
        run(on -> new CaptureClient(on).signUp("+12025550111", "marketing"));
        putBack();
        run(on -> {});
    }

    /** The file is behind after a crash, and with a key file that was put back from its safe place. */
    @Test
    void aDatabaseThatIsAheadOfTheFileIsTakenAndTheFileCatchesUp() throws IOException {
        byte[] before = Files.readAllBytes(file);
        run(on -> new InboundClient(on).text("SM1", ANA, ALL, "STOP", null));
        long number = number();
        assertTrue(number > 0);
        Files.write(file, before);
        run(on -> {});
        assertEquals(number, number());
    }

    @Test
    void withoutAFileTheDatabaseIsTakenAndTheFileMadeForItsOwnerAlone() throws IOException {
        run(on -> new InboundClient(on).text("SM1", ANA, ALL, "STOP", null));
        long number = number();
        Files.delete(file);
        run(on -> {});
        assertEquals(number, number());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aNewDatabaseGoesOnFromTheFile() throws IOException {
        run(on -> new InboundClient(on).text("SM1", ANA, ALL, "STOP", null));
        long number = number();
        Files.delete(database);
        run(on -> {
            new CaptureClient(on).signUp(ANA, "marketing");
            new InboundClient(on).text("SM2", ANA, ALL, "STOP", null);
        });
        assertTrue(number() > number);
        putBack();
        assertThrows(ConfigurationException.class, () -> run(on -> {}));
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        for (String damaged : new String[] {"", "generation=", "generation=-1", "generation=many"}) {
            Files.writeString(file, damaged);
            ConfigurationException refused = assertThrows(ConfigurationException.class, () -> run(on -> {}));
            assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        }
    }

    @Test
    void theFileFollowsWhileTheServerRuns() throws IOException {
        run(on -> {
            long before = number();
            new InboundClient(on).text("SM1", ANA, ALL, "STOP", null);
            for (int i = 0; i < 300 && number() == before; i++) {
                pause();
            }
            assertTrue(number() > before);
        });
    }

    /** Nothing is compared yet, so nothing may be written over what the file says. */
    @Test
    void beforeTheyAreComparedTheFileStaysAsItIs() throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertFalse(new GenerationFile(file).test(99));
        assertEquals(new String(before), Files.readString(file));
    }

    /** A thread that is interrupted cannot write. So it is when the database is closed. */
    @Test
    void aGenerationThatCouldNotBeWrittenIsToldAgain() {
        List<Long> told = new CopyOnWriteArrayList<>();
        try (SqliteStore store = SqliteStore.open(database, clock, number -> {
            told.add(number);
            return told.size() > 1;
        })) {
            store.raiseGeneration(1_000);
            for (int i = 0; i < 300 && told.isEmpty(); i++) {
                pause();
            }
        }
        assertEquals(List.of(1_000L, 1_000L), told);
    }

    private void run(Consumer<Engines> acts) {
        GenerationFile generation = new GenerationFile(file);
        try (SqliteStore store = SqliteStore.open(database, clock, generation)) {
            generation.refuseOlder(database, store);
            acts.accept(new Engines(store, clock, POLICY, new FileKeysForTests(keys)));
        }
        assertFalse(Files.exists(Path.of(database + "-wal")));
    }

    private void putBack() throws IOException {
        Files.copy(copy, database, StandardCopyOption.REPLACE_EXISTING);
    }

    private long number() {
        Properties found = new Properties();
        try (var in = Files.newInputStream(file)) {
            found.load(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Long.parseLong(found.getProperty("generation"));
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
