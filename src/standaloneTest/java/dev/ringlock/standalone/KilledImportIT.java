package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Deep;
import dev.ringlock.consent.Contact;
import dev.ringlock.imports.run.ImportCounts;
import dev.ringlock.imports.run.ImportProgress;
import dev.ringlock.imports.run.ImportState;
import dev.ringlock.imports.run.ImportsOnStore;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.purge.People;
import dev.ringlock.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An import that dies at any instant, with the command or with the server that does it, ends as one that was not killed: with the
 * same counts and the same consents. A kill may come before or behind the work; the end is the same.
 */
class KilledImportIT {

    private static final int ROUNDS = Deep.of(1, 8);
    private static final int ROWS = Deep.of(3_000, 30_000);
    private static final int PEOPLE = 2_900;
    private static final String MAPPING = ImportsOnStore.TO_MARKETING;

    private final Path folder;
    private final Random random = new Random();

    KilledImportIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void anImportThatIsKilledEndsAsOneThatIsNot() throws Exception {
        Path file = Files.writeString(folder.resolve("contacts.csv"), file());
        Files.writeString(folder.resolve("map.yaml"), MAPPING);
        Path whole = vault("whole");
        assertEquals(0, end(imported(whole, file)), () -> log(whole));
        ImportCounts counts = done(whole).get(0);
        assertEquals(ROWS, counts.rows());
        List<String> told = told(whole);
        for (int round = 1; round <= ROUNDS; round++) {
            Path killed = vault("killed-" + round);
            killSometime(imported(killed, file));
            try (RunningServer server = RunningServer.start(killed, settings(killed))) {
                killWhileItWorks(server);
                server.restart();
                awaitNoWork(killed);
                if (done(killed).isEmpty()) {
                    // it died before its run was asked for; beside the server, which now does the work
                    assertEquals(0, end(imported(killed, file)), () -> log(killed));
                }
            }
            assertEquals(List.of(counts), done(killed), () -> log(killed));
            assertEquals(told, told(killed));
        }
    }

    @Test
    void theCommandWatchesAServerThatDoesTheWork() throws Exception {
        Path file = Files.writeString(folder.resolve("contacts.csv"), file());
        Files.writeString(folder.resolve("map.yaml"), MAPPING);
        Path beside = vault("beside");
        try (RunningServer server = RunningServer.start(beside, settings(beside))) {
            assertEquals(0, end(imported(beside, file)), () -> log(beside));
            assertTrue(server.get("/health").statusCode() == 200, "the server has its folder as before");
        }
        assertEquals(ROWS, done(beside).get(0).rows());
    }

    /** Each person once or twice; each fifth says no, and later rows repeat or contradict earlier ones. */
    private static String file() {
        StringBuilder file = new StringBuilder("Id,Phone,Status,Date,Ticket\n");
        for (int row = 0; row < ROWS; row++) {
            boolean no = row % 5 == 0;
            file.append(row)
                    .append(',')
                    .append(People.american(row % PEOPLE).e164())
                    .append(',');
            file.append(no ? "no,," : "yes,2026-03-0" + (1 + row % 9) + "T10:00:00Z,T-" + row)
                    .append('\n');
        }
        return file.toString();
    }

    private Path vault(String name) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        Example.policy(made, text -> text.replaceAll("tries: [0-9]+", "tries: 100000"));
        CommandData.open(serverSettings(made)).close();
        return made;
    }

    private Process imported(Path vault, Path file) {
        String map = folder.resolve("map.yaml").toString();
        return RunningServer.launched(vault, settings(vault), "import", file.toString(), "--map", map, "--yes");
    }

    private static Map<String, String> settings(Path vault) {
        return Map.of("RINGLOCK_POLICY", vault.resolve("policy.yaml").toString());
    }

    private static int end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), "it hangs");
        return process.exitValue();
    }

    /** At any instant from its start to behind its end. */
    private void killSometime(Process process) throws InterruptedException {
        boolean ended = process.waitFor(1_000 + random.nextInt(Deep.of(4_000, 15_000)), TimeUnit.MILLISECONDS);
        assertTrue(!ended || process.exitValue() == 0);
        process.destroyForcibly().waitFor();
    }

    private void killWhileItWorks(RunningServer server) {
        LockSupport.parkNanos(random.nextInt(3_000) * 1_000_000L);
        server.killForcibly();
    }

    private static void awaitNoWork(Path vault) {
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (all(vault).stream()
                .anyMatch(one -> one.state() == ImportState.CHECKING || one.state() == ImportState.RUNNING)) {
            assertTrue(System.nanoTime() < limit, () -> "it stands still: " + all(vault) + log(vault));
            LockSupport.parkNanos(200_000_000);
        }
    }

    private static List<ImportCounts> done(Path vault) {
        return all(vault).stream()
                .filter(one -> one.state() == ImportState.DONE)
                .map(one -> one.work().counts())
                .toList();
    }

    private static List<ImportProgress> all(Path vault) {
        ServerSettings settings = serverSettings(vault);
        // beside the server, as no command does it
        try (SqliteStore store = SqliteStore.open(settings.database(), Clock.systemUTC())) {
            KeyFile keys = KeyFile.read(settings.keyFile());
            return CommandData.ofServer(settings, store, keys, Clock.systemUTC())
                    .imports(CommandData.policy(settings))
                    .imports()
                    .all();
        }
    }

    /** What is stored of each person. Versions say nothing: a server's purge puts contacts back that it has looked at. */
    private static List<String> told(Path vault) {
        List<String> told = new ArrayList<>();
        try (CommandData data = CommandData.open(serverSettings(vault))) {
            Index index = new Index(data.keys());
            for (int person = 0; person < PEOPLE; person++) {
                Contact contact = data.store()
                        .load(List.of(index.contactId(People.american(person))))
                        .get(0);
                int at = person;
                contact.sorted().forEach((purpose, consent) -> told.add(at + " " + purpose + " " + consent.state()));
                int entries = data.store()
                        .history(contact.id().value(), null, 100)
                        .items()
                        .size();
                told.add(person + ", entries " + entries);
            }
        }
        return told;
    }

    private static ServerSettings serverSettings(Path vault) {
        Map<String, String> settings = Map.of(
                "ringlock.host",
                "127.0.0.1",
                "ringlock.port",
                "0",
                "ringlock.data",
                RunningServer.dataIn(vault).toString(),
                "ringlock.policy",
                vault.resolve("policy.yaml").toString());
        return SettingsForTests.of(settings);
    }

    private static String log(Path vault) {
        return RunningServer.printedIn(vault);
    }
}
