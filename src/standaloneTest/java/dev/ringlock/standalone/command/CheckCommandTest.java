package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.imports.run.ImportsOnStore;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.SettingsForTests;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} on what is whole, and on what somebody changed in the file. */
class CheckCommandTest {

    private static final String PEOPLE = """
            Id,Phone,Status,Date,Ticket
            1,+12025550123,yes,2026-03-01T10:00:00Z,T-1
            2,+12025550124,yes,2026-03-01T10:00:00Z,T-2
            3,+12025550125,yes,2026-03-01T10:00:00Z,T-3
            """;

    private final Map<String, String> settings = new HashMap<>();
    private final Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    CheckCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void threeAgreedAndOneOfThemOptsOut() throws IOException, SQLException {
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", folder.resolve("data").toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
        Path map = Files.writeString(folder.resolve("map.yaml"), ImportsOnStore.TO_MARKETING);
        Path file = Files.writeString(folder.resolve("people.csv"), PEOPLE);
        Path noes = Files.writeString(folder.resolve("noes.csv"), "phone\n+12025550123\n");
        CommandData.open(settings()).close();
        assertEquals(0, run("import", file.toString(), "--map", map.toString(), "--yes"), err::toString);
        change("CREATE TABLE before AS SELECT * FROM contacts");
        change("CREATE TABLE sealed_before AS SELECT * FROM compartments");
        assertEquals(0, run("reconcile", "twilio", "--file", noes.toString(), "--column", "phone"), err::toString);
    }

    @Test
    void whatIsWholeIsFoundWholeWithoutANumber() {
        assertEquals(0, run("check"), () -> out.toString() + err);
        String told = out.toString();
        assertEquals(5, told.lines().filter(line -> line.startsWith("ok ")).count(), told);
        assertTrue(told.contains("each of 3 contacts are one chain"), told);
        assertTrue(told.contains("a sample of 2 opens"), told);
        assertFalse((told + err).contains("20255501"), told);
    }

    @Test
    void aRunningServerDoesTheWork() throws IOException {
        try (RelayedCommands server = new RelayedCommands(settings())) {
            LocalUser nobody = new LocalUser(InputStream.nullInputStream());
            assertEquals(0, server.run(nobody, out, err, "check"), () -> out.toString() + err);
            assertTrue(out.toString().contains("a sample of 2 opens"), out::toString);
        }
    }

    @Test
    void aChangedEntryOfTheLedgerIsFound() throws IOException, SQLException {
        change("DROP TRIGGER ledger_is_append_only");
        change("UPDATE ledger SET fields = json_set(fields, '$.how', 'other') WHERE (subject, ulid) ="
                + " (SELECT subject, ulid FROM ledger WHERE subject LIKE 'c1%' LIMIT 1)");
        assertFailed("histories");
    }

    @Test
    void aTakenOutEntryOfTheLedgerIsFound() throws IOException, SQLException {
        change("DELETE FROM ledger WHERE event = 'withdrawn'");
        assertFailed("histories");
    }

    @Test
    void anOptOutThatDoesNotCountAnyMoreIsFound() throws IOException, SQLException {
        change("REPLACE INTO contacts SELECT * FROM before");
        change("REPLACE INTO compartments SELECT * FROM sealed_before");
        assertFailed("histories", "states");
    }

    @Test
    void aCompartmentThatIsMissingOrTooManyIsFound() throws IOException, SQLException {
        change("DELETE FROM compartments WHERE purpose = 'marketing'");
        assertFailed("seals");
        change("REPLACE INTO compartments SELECT * FROM sealed_before");
        assertFailed("seals");
    }

    @Test
    void aNumberUnderAnothersIdIsFound() throws IOException, SQLException {
        change("UPDATE compartments SET sealed = (SELECT max(sealed) FROM compartments)");
        assertFailed("numbers");
    }

    @Test
    void aFileThatIsNoDatabaseAnyMoreIsRefused() throws IOException {
        Files.writeString(folder.resolve("data/ringlock.db"), "nothing");
        assertEquals(1, run("check"));
        assertFalse(err.toString().isBlank());
    }

    /** These findings are bad, and no others. */
    private void assertFailed(String... about) throws IOException {
        assertEquals(1, run("check", "--json"), () -> out.toString() + err);
        JsonNode told = new ObjectMapper().readTree(out.toString());
        assertFalse(told.path("whole").asBoolean());
        List<String> failed = told.path("findings").findParents("about").stream()
                .filter(finding -> finding.path("grade").asText().equals("failed"))
                .map(finding -> finding.path("about").asText())
                .toList();
        assertEquals(List.of(about), failed, out::toString);
        assertFalse(out.toString().contains("20255501"), out::toString);
    }

    private void change(String sql) throws SQLException {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/ringlock.db"));
                Statement statement = file.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.dataCommands(new OwnData(this::settings), new LocalUser(InputStream.nullInputStream()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private ServerSettings settings() {
        return SettingsForTests.of(settings);
    }
}
