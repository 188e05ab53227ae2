package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.SettingsForTests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code staff} and {@code client} on a data folder that no server has used yet. */
class StaffCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> settings = new HashMap<>();
    private final Path data;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    StaffCommandTest(@TempDir Path folder) {
        this.data = folder.resolve("data");
    }

    @BeforeEach
    void set() {
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", data.toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
    }

    @Test
    void theFirstCommandMakesTheFolderItsKeysAndTheDatabaseForTheOwnerAlone() throws IOException {
        assertEquals(0, run("", "staff", "add", "ana", "--roles", "privacy"), err::toString);

        assertEquals("rwx------", rights(data));
        assertEquals("rw-------", rights(data.resolve("ringlock.db")));
        assertEquals("rw-------", rights(data.resolve("ringlock.keys")));
    }

    @Test
    void aPersonIsShownTheirPasswordAndSeedOnce() throws IOException {
        assertEquals(0, run("", "staff", "add", "Ana", "--roles", "support:service,privacy"), err::toString);
        String shown = out.toString();
        assertTrue(shown.contains("ana signs in with:"), shown);
        assertTrue(shown.matches("(?s).* password  ([a-z2-9]{4}-){4}[a-z2-9]{4}\\n.*"), shown);
        assertTrue(shown.matches("(?s).*otpauth://totp/Harbour%20Books:ana\\?secret=[A-Z2-7]{32}&issuer=.*"), shown);

        assertEquals(0, run("", "staff", "list"));
        assertEquals("ana  privacy, support:service", out.toString().strip());
        JsonNode fresh = json("staff", "reset", "ana");
        assertFalse(shown.contains(fresh.path("password").asText()));
        assertFalse(shown.contains(fresh.path("seed").asText()));
    }

    @Test
    void aProgramReadsJson() throws IOException {
        JsonNode ana = json("staff", "add", "ana", "--roles", "privacy");
        assertEquals("ana", ana.path("name").asText());
        assertTrue(ana.path("otpauth").asText().contains(ana.path("seed").asText()), ana::toString);
        assertEquals(
                "[\"auditor\"]",
                json("staff", "roles", "ana", "--roles", "auditor")
                        .path("roles")
                        .toString());
        assertEquals(
                "{\"staff\":[{\"name\":\"ana\",\"roles\":[\"auditor\"]}]}",
                json("staff", "list").toString());
        assertEquals("{\"removed\":\"ana\"}", json("staff", "remove", "ana").toString());
        assertEquals("{\"staff\":[]}", json("staff", "list").toString());
        JsonNode client = json("client", "add", "newsletter", "--scopes", "links");
        assertTrue(client.path("token").asText().startsWith("rlc_"), client::toString);
        assertEquals(
                "{\"clients\":[{\"name\":\"newsletter\",\"scopes\":[\"links\"]}]}",
                json("client", "list").toString());
        assertEquals(
                "{\"removed\":\"newsletter\"}",
                json("client", "remove", "newsletter").toString());
    }

    @Test
    void aPasswordOfOnesOwnIsReadFromStandardInputAndNotShown() {
        String own = "correct horse battery";
        assertEquals(
                0, run(own + "\nmore\n", "staff", "add", "ana", "--roles", "privacy", "--password"), err::toString);
        assertFalse(out.toString().contains(own), out::toString);
        assertFalse(out.toString().contains("password "), out::toString);

        assertEquals(1, run("short\n", "staff", "add", "ben", "--roles", "privacy", "--password"));
        assertTrue(err.toString().contains("at least 12 characters"), err::toString);
        assertEquals(1, run("", "staff", "add", "ben", "--roles", "privacy", "--password"));
        assertEquals(2, run("", "staff", "add", "ben", "--roles", "privacy", "--password", own), "no argument");
    }

    @Test
    void whatCannotBeIsAnsweredWithWhatCan() {
        assertEquals(1, run("", "staff", "add", "ana", "--roles", "support"));
        assertEquals(
                "The roles of this policy are admin, analyst, auditor, campaign:marketing, campaign:service, privacy,"
                        + " support:marketing, support:service.",
                err.toString().strip());
        assertEquals(1, run("", "staff", "add", "+12025550123", "--roles", "privacy"));
        assertFalse(err.toString().contains("555"), err::toString);
        assertEquals(1, run("", "staff", "remove", "nobody"));
        assertEquals("There is no nobody.", err.toString().strip());
        assertEquals(1, run("", "client", "add", "x", "--scopes", "everything"));
        assertEquals(
                "The scopes for machines are: links, and decide: with a purpose, such as decide:marketing.",
                err.toString().strip());
        assertEquals(2, run("", "staff", "add", "ana"), "without roles");
        assertEquals(2, run("", "staff"), "without a command");
    }

    @Test
    void whereItCannotWorkItSaysWhatToDo() throws IOException {
        settings.remove("ringlock.policy");
        assertEquals(1, run("", "staff", "add", "ana", "--roles", "privacy"));
        assertTrue(err.toString().contains("RINGLOCK_POLICY"), err::toString);
        settings.put("ringlock.demo", "true");
        assertEquals(1, run("", "staff", "list"));
        assertTrue(err.toString().contains("demo mode"), err::toString);
        settings.remove("ringlock.demo");
        Files.delete(data.resolve("ringlock.keys"));
        assertEquals(1, run("", "staff", "list"));
        assertTrue(err.toString().contains("Put the file back"), err::toString);
        assertFalse(Files.exists(data.resolve("ringlock.keys")), "other keys would open nothing");
    }

    @Test
    void withAProviderItSaysThatNobodyElseSignsIn() {
        settings.put("ringlock.issuer", "https://id.example");
        assertEquals(0, run("", "staff", "add", "ana", "--roles", "privacy"));
        assertTrue(err.toString().contains("RINGLOCK_ISSUER is set"), err::toString);
    }

    private JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertEquals(0, run("", all.toArray(String[]::new)), err::toString);
        return JSON.readTree(out.toString());
    }

    private int run(String typed, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        CommandUser user = new LocalUser(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        return Main.dataCommands(new OwnData(this::settings), user)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private ServerSettings settings() {
        return SettingsForTests.of(settings);
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
