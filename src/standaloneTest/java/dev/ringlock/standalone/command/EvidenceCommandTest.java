package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.evidence.StoredZip;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code evidence} on a data folder, and {@code verify} on what it made. */
class EvidenceCommandTest {

    private static final String PHONE = "+1 202 555 0123\n";

    private final Map<String, String> settings = new HashMap<>();
    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    EvidenceCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void anOptOutIsOnFile() throws IOException {
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", folder.resolve("data").toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
        Path file = Files.writeString(folder.resolve("noes.csv"), "phone\n+12025550123\n");
        assertEquals(0, run("", "reconcile", "twilio", "--file", file.toString(), "--column", "phone"), err::toString);
    }

    @Test
    void aPackIsMadeForItsOwnerAloneAndFoundWhole() throws IOException {
        Path pack = folder.resolve("pack.zip");
        assertEquals(0, run(PHONE, "evidence", "--number-from-stdin", "--out", pack.toString()), err::toString);
        assertTrue(out.toString().contains("about 1 contact."), out::toString);
        assertFalse((out.toString() + err).contains("0123"), "the number is printed nowhere");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(pack)));
        assertEquals(0, run("", "verify", pack.toString()), out::toString);
        assertTrue(out.toString().contains("The pack is whole."), out::toString);
        assertTrue(out.toString().contains("entries, each with the hash of the one before it"), out::toString);
        assertEquals(1, run(PHONE, "evidence", "--number-from-stdin", "--out", pack.toString()));
        assertTrue(err.toString().contains("is there already"), err::toString);
    }

    @Test
    void messagesInQuestionAreDecidedAgain() throws Exception {
        Path pack = folder.resolve("pack.zip");
        String file = pack.toString();
        String sent = "marketing,sms,2026-03-05T10:00:00Z";
        assertEquals(0, run(PHONE, "evidence", "--number-from-stdin", "--send", sent, "--out", file), err::toString);
        JsonNode sends = new ObjectMapper()
                .readTree(StoredZip.read(Files.readAllBytes(pack)).get("sends.json"));
        assertEquals("2026-03-05T10:00:00.000Z", sends.path(0).path("at").asText(), sends::toString);
        assertEquals("marketing", sends.path(0).path("purpose").asText(), sends::toString);
        for (String wrong : List.of("marketing,sms", "marketing,fax,2026-03-05T10:00:00Z", "marketing,sms,yesterday")) {
            assertEquals(2, run(PHONE, "evidence", "--number-from-stdin", "--send", wrong, "--out", file));
            assertTrue(err.toString().contains("--send is a purpose, a channel"), err::toString);
        }
    }

    @Test
    void aChangedPackAndOneOfAnotherKeyAreRefused() throws IOException {
        Path pack = folder.resolve("pack.zip");
        run(PHONE, "evidence", "--number-from-stdin", "--include-number", "--out", pack.toString());
        JsonNode good = json(0, "verify", pack.toString(), "--json");
        assertTrue(good.path("good").asBoolean());
        String key = good.path("fingerprint").asText();
        assertEquals(0, run("", "verify", pack.toString(), "--fingerprint", key));
        assertEquals(1, run("", "verify", pack.toString(), "--fingerprint", key.replaceFirst(".", "-")));
        assertTrue(out.toString().contains("somebody else signed this pack"), out::toString);
        byte[] changed = Files.readAllBytes(pack);
        String text = new String(changed, StandardCharsets.ISO_8859_1);
        changed[text.indexOf("EVIDENCE PACK")] ^= 1;
        Files.write(pack, changed);
        JsonNode bad = json(1, "verify", pack.toString(), "--json");
        assertFalse(bad.path("good").asBoolean() || bad.path("whole").asBoolean());
        assertTrue(bad.path("findings").toString().contains("README.txt is not as it was"), bad::toString);
        assertEquals(1, run("", "verify", folder.resolve("nothing.zip").toString()));
        assertTrue(err.toString().contains("cannot be read"), err::toString);
    }

    @Test
    void whatCannotBeAskedIsSaid() {
        String file = folder.resolve("pack.zip").toString();
        assertEquals(2, run("", "evidence", "--out", file));
        assertEquals(2, run("", "evidence", "--campaign", "spring", "--out", file));
        assertEquals(
                2,
                run(
                        "",
                        "evidence",
                        "--campaign",
                        "spring",
                        "--from",
                        "2026-01-01",
                        "--to",
                        "2026-03-01",
                        "--out",
                        file));
        assertEquals(1, run("hello\n", "evidence", "--number-from-stdin", "--out", file));
        assertTrue(err.toString().contains("in digits"), err::toString);
        assertFalse(Files.exists(Path.of(file)));
        assertEquals(
                0,
                run(
                        "",
                        "evidence",
                        "--campaign",
                        "spring",
                        "--from",
                        "2026-01-01",
                        "--to",
                        "2026-01-31",
                        "--out",
                        file),
                err::toString);
        assertTrue(out.toString().contains("about 0 contacts."), out::toString);
    }

    private JsonNode json(int exit, String... args) throws IOException {
        out.getBuffer().setLength(0);
        assertEquals(exit, run("", args), err::toString);
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String in, String... args) {
        CommandLine command = Main.dataCommands(
                        new OwnData(this::read),
                        new LocalUser(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8))))
                .addSubcommand(new VerifyCommand());
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private ServerSettings read() {
        return SettingsForTests.of(settings);
    }
}
