package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.imports.run.ImportCounts;
import dev.ringlock.imports.run.ImportProgress.WorkProgress;
import dev.ringlock.imports.run.ImportsOnStore;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.SettingsForTests;
import dev.ringlock.store.ContactFilter;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import} on a data folder that no server has. */
class ImportCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = """
            Id,Phone,Status,Date,Ticket
            1,+12025550123,yes,2026-03-01T10:00:00Z,T-1
            2,+12025550124,no,,
            3,nobody,no,,
            """;
    private static final String MAPPING = ImportsOnStore.TO_MARKETING;

    private final Map<String, String> settings = new HashMap<>();
    private final Path folder;
    private final Path file;
    private final Path map;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    ImportCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("contacts.csv");
        this.map = folder.resolve("map.yaml");
    }

    @BeforeEach
    void set() throws IOException {
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", folder.resolve("data").toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
        Files.writeString(file, FILE);
        Files.writeString(map, MAPPING);
        CommandData.open(settings()).close();
    }

    @Test
    void aFileIsCheckedAndRunAfterAYes() throws IOException {
        assertEquals(0, run("y\n", file.toString(), "--map", map.toString()), err::toString);
        assertTrue(out.toString().contains("is checked."), out::toString);
        assertTrue(out.toString().contains("is done."), out::toString);
        assertTrue(err.toString().contains("Run it? [y/N]"), err::toString);
        String report = Files.readString(folder.resolve("contacts.csv.report.csv"));
        assertTrue(report.contains("\n4,Phone,") || report.contains("4,Phone,"), report);
        assertFalse((report + out + err).contains("2025550"), report);
        assertEquals(List.of(), partsLeft());
    }

    @Test
    void theSameFileAgainChangesNothingAndAProgramReadsIt() throws IOException {
        assertEquals(0, run("", file.toString(), "--map", map.toString(), "--yes", "--leave-out", "1"), err::toString);
        assertEquals(
                0,
                run("", file.toString(), "--map", map.toString(), "--yes", "--leave-out", "1", "--json"),
                err::toString);
        JsonNode done =
                JSON.readTree(out.toString().lines().reduce((one, last) -> last).orElseThrow());
        assertEquals("done", done.path("state").asText());
        assertEquals(2, done.at("/outcomes/duplicate").asInt(), done::toString);
        assertEquals(0, run("", "--status", done.path("importId").asText()), err::toString);
        assertTrue(out.toString().contains("is done."), out::toString);
    }

    @Test
    void aDryRunAndANoStoreNothingAndLeaveNoFile() throws IOException {
        assertEquals(0, run("", file.toString(), "--map", map.toString(), "--dry-run"), err::toString);
        assertEquals(1, run("n\n", file.toString(), "--map", map.toString()), err::toString);
        assertEquals(1, run("", file.toString(), "--map", map.toString()), err::toString);
        assertEquals(List.of(), partsLeft());
        try (CommandData data = CommandData.open(settings())) {
            assertEquals(
                    0, data.store().list(ContactFilter.NONE, null, 10).items().size());
        }
    }

    /** Of the machine's user, without a number. */
    @Test
    void theLedgerSaysThatItWasDoneHere() throws IOException {
        assertEquals(
                0,
                run("", file.toString(), "--map", map.toString(), "--yes", "--leave-out", "1", "--json"),
                err::toString);
        String id = JSON.readTree(out.toString().lines().findFirst().orElseThrow())
                .path("importId")
                .asText();
        try (CommandData data = CommandData.open(settings())) {
            var entries = data.store().history("import/" + id, null, 20).items();
            assertFalse(entries.isEmpty());
            entries.forEach(entry -> assertTrue(entry.actor().startsWith("cli"), entry::toString));
        }
    }

    @Test
    void standardInputIsAFileToo() {
        assertEquals(0, run(FILE, "-", "--map", map.toString(), "--yes", "--leave-out", "1"), err::toString);
        assertEquals(2, run(FILE, "-", "--map", map.toString()));
        assertTrue(err.toString().contains("add --yes or --dry-run"), err::toString);
    }

    @Test
    void whatCannotBeIsToldWithItsCure() throws IOException {
        assertEquals(2, run(""));
        assertEquals(2, run("", file.toString()));
        assertTrue(err.toString().contains("--guess proposes one"), err::toString);
        assertEquals(1, run("", folder.resolve("none.csv").toString(), "--map", map.toString()));
        Files.writeString(map, MAPPING.replace("purpose: marketing", "purpose: gifts"));
        assertEquals(1, run("", file.toString(), "--map", map.toString()));
        assertTrue(err.toString().contains("/decisions/0"), err::toString);
        assertEquals(1, run("", "--status", "01KD5M0AZ0000000000000000A"));
    }

    /** Row 4 of the usual file is a no without a number; this one has an answer that may be one. */
    @Test
    void refusedRowsThatMayBeOptOutsAreLeftOutByNameOnly() throws IOException {
        Files.writeString(file, FILE.replace("nobody,no", "+12025550125,perhaps"));
        assertEquals(1, run("", file.toString(), "--map", map.toString(), "--yes"));
        assertTrue(err.toString().contains("add --leave-out 1."), err::toString);
        assertEquals(1, run("", file.toString(), "--map", map.toString(), "--yes", "--leave-out", "2"));
        assertEquals(List.of(), partsLeft());
        assertEquals(0, run("", file.toString(), "--map", map.toString(), "--yes", "--leave-out", "1"), err::toString);
        assertEquals(0, run("y\n", file.toString(), "--map", map.toString()), err::toString);
        assertTrue(err.toString().contains("1 refused rows may be opt-outs, and are left out. Run it?"), err::toString);
        assertTrue(out.toString().contains("refused, may be opt-outs"), out::toString);
    }

    @Test
    void aReportIsANewFileAndFollowsNoLink() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), other);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling.csv"), folder.resolve("nothing"));
        for (Path taken : List.of(other, link, dangling)) {
            assertEquals(1, run("y\n", file.toString(), "--map", map.toString(), "--report", taken.toString()));
            assertTrue(err.toString().contains("is there already: name another file"), err::toString);
        }
        assertEquals("mine", Files.readString(other));
        assertFalse(Files.exists(folder.resolve("nothing")));
        assertEquals(1, run("y\n", file.toString(), "--map", map.toString(), "--report", folder + "/none/report.csv"));
        // none of them has cost any work
        assertFalse(Files.exists(folder.resolve("data/imports/orders")));
        Files.createSymbolicLink(folder.resolve("contacts.csv.report.csv"), other);
        assertEquals(0, run("", file.toString(), "--map", map.toString(), "--dry-run"), err::toString);
        assertTrue(Files.readString(folder.resolve("contacts.csv.report-2.csv")).startsWith("line,"));
        assertEquals("mine", Files.readString(other));
    }

    @Test
    void aFolderWithoutADatabaseIsNotTheOneThatWasMeant() {
        settings.put("ringlock.data", folder.resolve("elsewhere").toString());
        assertEquals(1, run("", file.toString(), "--map", map.toString(), "--yes"));
        assertTrue(err.toString().contains("There is no database in"), err::toString);
        assertFalse(Files.exists(folder.resolve("elsewhere")));
    }

    /** A server has the folder, and does nothing. */
    @Test
    void itDoesNotWaitForEver() throws IOException {
        try (CommandData own = CommandData.open(settings())) {
            CommandData data = CommandData.ofServer(settings(), own.store(), own.keys(), Clock.systemUTC());
            CommandImport work = new CommandImport(
                    data,
                    data.imports(CommandData.policy(settings())),
                    "ana",
                    new ImportBar(new PrintWriter(err, true), false),
                    Duration.ofMillis(1));
            String id = work.opened("crm", "", Files.newInputStream(file));
            String said = assertThrows(ConfigurationException.class, () -> work.checked(id, MAPPING, false))
                    .getMessage();
            assertTrue(said.contains("does not go on with the import " + id), said);
            assertTrue(said.contains("Look at its log."), said);
        }
    }

    @Test
    void aGuessIsPrintedAndNothingElse() {
        assertEquals(0, run("", file.toString(), "--guess"), err::toString);
        assertTrue(out.toString().startsWith("source: ") || out.toString().contains("\nsource: "), out::toString);
        assertFalse(out.toString().contains("2025550"), out::toString);
        assertFalse(Files.exists(folder.resolve("data/imports")));
    }

    @Test
    void theBarHasARateAndTheTimeLeft() {
        WorkProgress work = new WorkProgress(25, 50_000, 200_000, ImportCounts.NOTHING);
        assertEquals(
                "checking [#######.......................] 25% 5,000 rows/s, 0:30 left",
                ImportBar.line("checking", work, Duration.ofSeconds(10)));
    }

    private List<Path> partsLeft() throws IOException {
        Path parts = folder.resolve("data/imports/parts");
        if (Files.notExists(parts)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(parts)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private int run(String typed, String... arguments) {
        return run(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    private int run(InputStream typed, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        String[] all = Stream.concat(Stream.of("import"), Stream.of(arguments)).toArray(String[]::new);
        return Main.dataCommands(new OwnData(this::settings), new LocalUser(typed))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    private ServerSettings settings() {
        return SettingsForTests.of(settings);
    }
}
