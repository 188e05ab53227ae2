package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.SettingsForTests;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code reconcile} on a data folder, with a file and with an account. */
class ReconcileCommandTest {

    private final Map<String, String> settings = new HashMap<>();
    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    ReconcileCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void set() {
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", folder.resolve("data").toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
    }

    @Test
    void aFileIsTakenOnceAndSaysWhoIsNew() throws IOException {
        Path file = write(
                "opted-out.csv",
                "\uFEFFname;Phone;when\nAda;+1 202-555-0123;2026-01-01T10:00:00Z\n"
                        + "Bo;;\nCy;12025550124;\nDan;ring me;\n");
        JsonNode dry =
                json("reconcile", "twilio", "--file", file.toString(), "--column", "phone", "--dry-run", "--json");
        assertEquals("{\"found\":2,\"theirs\":2}", dry.path("counts").toString());
        assertEquals(
                dry.path("counts"),
                json("reconcile", "twilio", "--file", file.toString(), "--column", "phone", "--since", "when", "--json")
                        .path("counts"));
        assertEquals(
                "{\"theirs\":2}",
                json("reconcile", "twilio", "--file", file.toString(), "--column", "phone", "--json")
                        .path("counts")
                        .toString());
        assertFalse((out + "" + err).contains("2025550123"));
    }

    @Test
    void aFileOfNumbersAloneNeedsNoHeader() throws IOException {
        Path file = write("numbers.txt", "+12025550123\n+12025550124\n");
        assertEquals(0, run("reconcile", "twilio", "--file", file.toString()), err::toString);
        assertTrue(out.toString().contains("2 of them had no opt-out here, and have one now"), out::toString);
    }

    @Test
    void anAccountsListIsRead() throws IOException {
        try (ProviderStandIn api = ProviderStandIn.start(ProviderStandIn.answering(200, """
                {"messages": [{"direction": "inbound", "from": "+12025550123", "to": "+12025550100", "body": "STOP",
                  "date_sent": "Sun, 29 Nov 2026 04:00:00 +0000"}], "next_page_uri": null}"""))) {
            account(api);
            assertEquals(0, run("reconcile", "twilio"), err::toString);
            assertTrue(out.toString().contains("1 of them had no opt-out here"), out::toString);
            api.behave(ProviderStandIn.answering(401, "{}"));
            assertEquals(1, run("reconcile", "twilio"));
            assertTrue(err.toString().contains("127.0.0.1 answered 401"), err::toString);
        }
    }

    @Test
    void whatCannotBeAskedIsSaid() throws IOException {
        assertEquals(1, run("reconcile", "vonage"));
        assertTrue(err.toString().contains("None of the policy's senders is at vonage."), err::toString);
        assertEquals(1, run("reconcile", "twilio"));
        assertTrue(err.toString().contains("Name its list with --file."), err::toString);
        Path file = write("numbers.txt", "name\nAda\n");
        assertEquals(1, run("reconcile", "twilio", "--file", file.toString(), "--column", "phone"));
        assertTrue(err.toString().contains("the file has no column of that name"), err::toString);
    }

    private void account(ProviderStandIn api) throws IOException {
        Path file = write(
                "providers.json",
                "{\"twilio\": {\"accountSid\": \"AC" + "0".repeat(32)
                        + "\", \"authToken\": \"made-up-secret-of-the-tests\", \"baseUrl\": \"" + api.uri() + "\"}}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        settings.put("ringlock.providers", file.toString());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private JsonNode json(String... args) throws IOException {
        out.getBuffer().setLength(0);
        assertEquals(0, run(args), err::toString);
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... args) {
        CommandLine command = Main.dataCommands(new OwnData(this::read), new LocalUser(InputStream.nullInputStream()));
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private ServerSettings read() {
        return SettingsForTests.of(settings);
    }
}
