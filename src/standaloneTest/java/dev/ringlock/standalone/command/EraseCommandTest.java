package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.consent.Contact;
import dev.ringlock.http.Time;
import dev.ringlock.imports.run.ImportsOnStore;
import dev.ringlock.keys.IndexVersions;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Entry;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.SettingsForTests;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.store.ContactFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code erase} on a data folder, and beside a server. */
class EraseCommandTest {

    private static final String PHONE = "+1 202 555 0123\n";
    private static final List<String> ASKED =
            List.of("erase", "--number-from-stdin", "--reason", "objected", "--asked", "letter");

    private final Map<String, String> settings = new HashMap<>();
    private final Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    EraseCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void aPersonIsOnFile() throws IOException {
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", folder.resolve("data").toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
        Path map = Files.writeString(folder.resolve("map.yaml"), ImportsOnStore.TO_MARKETING);
        Path file = Files.writeString(
                folder.resolve("people.csv"),
                "Id,Phone,Status,Date,Ticket\n1,+12025550123,yes,2026-03-01T10:00:00Z,T-1\n");
        CommandData.open(settings()).close();
        assertEquals(0, run("", "import", file.toString(), "--map", map.toString(), "--yes"), err::toString);
        assertEquals(1, withNumber());
    }

    @Test
    void afterAYesItSaysWhatIsGoneWhatGoesLaterAndWhatIsKept() {
        assertEquals(0, run(PHONE + "y\n", ASKED), err::toString);
        assertTrue(err.toString().contains("Erase it? [y/N]"), err::toString);
        String told = out.toString();
        assertTrue(told.contains("  Sealed numbers, with where and how they were given: 2\n"), told);
        assertTrue(told.contains("nothing is left of it"), told);
        assertTrue(told.contains("At the latest: 20"), told);
        assertTrue(told.contains("GDPR Article 21(3)"), told);
        assertFalse((told + err).contains("0123"), "the number is printed nowhere");
        assertEquals(0, withNumber());
    }

    @Test
    void withoutAYesNothingIsErased() {
        assertEquals(1, run(PHONE + "n\n", ASKED));
        assertTrue(err.toString().contains("Nothing is erased."), err::toString);
        assertEquals(1, run(PHONE, ASKED), "the input is over");
        assertEquals("", out.toString());
        assertEquals(1, withNumber());
    }

    @Test
    void theLedgerNamesWhoGaveTheCommand() throws IOException {
        JsonNode told = erased();
        try (CommandData data = CommandData.open(settings())) {
            List<Entry> entries = data.store()
                    .recent(told.path("contactId").asText(), null, 1)
                    .items();
            Map<String, String> fields = entries.get(0).fields();
            assertTrue(fields.get("actor").startsWith("cli"), fields::toString);
            assertEquals("objected", fields.get("reason"));
            assertEquals("letter", fields.get("asked"));
        }
    }

    @Test
    void aProgramReadsItAndTheSecondTimeNothingIsThere() throws IOException {
        JsonNode first = erased();
        assertEquals(2, first.at("/gone/compartments").asInt(), first::toString);
        assertEquals(0, first.at("/readBack/compartments").asInt(), first::toString);
        assertTrue(first.path("later").size() > 3 && first.path("kept").size() == 2, first::toString);
        JsonNode second = erased();
        assertEquals(first.path("contactId"), second.path("contactId"));
        assertEquals(0, second.at("/gone/compartments").asInt(), second::toString);
    }

    @Test
    void aNumberThatIsNotOnFileIsASuppressionAfterwards() {
        assertEquals(0, run("+12025550190\n", "--yes", ASKED), err::toString);
        assertTrue(out.toString().contains("Nothing was there that could go."), out::toString);
        assertEquals(1, withNumber());
    }

    @Test
    void whoCameAfterARotationOfTheIndexKeyIsErasedToo() throws IOException {
        try (CommandData data = CommandData.open(settings())) {
            Path keys = folder.resolve("data/ringlock.keys");
            KeyFile.addIndexSecret(keys, 2);
            Duration ago = IndexRotation.LEARNT.multipliedBy(-4);
            rotation(data, keys, ago).begin();
            rotation(data, keys, ago.plus(IndexRotation.LEARNT)).goOn();
            rotation(data, keys, Duration.ZERO).end(Time.machine().instant());
            assertEquals(
                    IndexVersions.Phase.DONE, data.indexRotation().versions().phase());
        }
        Path file = Files.writeString(
                folder.resolve("later.csv"),
                "Id,Phone,Status,Date,Ticket\n2,+12025550124,yes,2026-03-01T10:00:00Z,T-2\n");
        String map = folder.resolve("map.yaml").toString();
        assertEquals(0, run("", "import", file.toString(), "--map", map, "--yes"), err::toString);
        assertEquals(2, withNumber());
        assertEquals(0, run("+12025550124\n", "--yes", ASKED), err::toString);
        assertEquals(1, withNumber(), "who came since");
        assertEquals(0, run(PHONE, "--yes", ASKED), err::toString);
        assertEquals(0, withNumber(), "and who was there before");
    }

    private static IndexRotation rotation(CommandData data, Path keys, Duration ago) {
        return new IndexRotation(data.store(), KeyFile.read(keys), Clock.offset(Time.machine(), ago));
    }

    @Test
    void whatCannotBeAskedIsSaid() {
        assertEquals(2, run(PHONE, "erase", "--number-from-stdin", "--reason", "objected", "--yes"));
        assertEquals(
                2, run(PHONE, "erase", "--number-from-stdin", "--reason", "because", "--asked", "letter", "--yes"));
        assertTrue(err.toString().contains("--reason is one of child, consent_withdrawn"), err::toString);
        assertEquals(2, run(PHONE, "erase", "--number-from-stdin", "--reason", "objected", "--asked", "fax", "--yes"));
        assertTrue(err.toString().contains("--asked is one of in_person, letter"), err::toString);
        assertEquals(2, run("", "erase", "+12025550123", "--reason", "objected", "--asked", "letter", "--yes"));
        assertEquals(1, run("hello\n", "--yes", ASKED));
        assertTrue(err.toString().contains("in digits"), err::toString);
        assertEquals(1, withNumber());
    }

    @Test
    void aRunningServerDoesTheWork() throws IOException {
        try (RelayedCommands server = new RelayedCommands(settings())) {
            LocalUser typing =
                    new LocalUser(new ByteArrayInputStream((PHONE + "yes\n").getBytes(StandardCharsets.UTF_8)));
            assertEquals(0, server.run(typing, out, err, ASKED.toArray(String[]::new)), err::toString);
            assertTrue(err.toString().contains("Erase it? [y/N]"), err::toString);
            assertTrue(
                    out.toString().contains("  Sealed numbers, with where and how they were given: 2"), out::toString);
        }
        assertEquals(0, withNumber());
    }

    private JsonNode erased() throws IOException {
        assertEquals(
                0,
                run(
                        PHONE,
                        "erase",
                        "--number-from-stdin",
                        "--reason",
                        "objected",
                        "--asked",
                        "letter",
                        "--yes",
                        "--json"),
                err::toString);
        return new ObjectMapper().readTree(out.toString());
    }

    private long withNumber() {
        try (CommandData data = CommandData.open(settings())) {
            return data.store().list(ContactFilter.NONE, null, 10).items().stream()
                    .filter(Contact::hasCompartments)
                    .count();
        }
    }

    private int run(String in, List<String> arguments) {
        return run(in, arguments.toArray(String[]::new));
    }

    private int run(String in, String more, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add(more);
        return run(in, all);
    }

    private int run(String in, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.dataCommands(
                        new OwnData(this::settings),
                        new LocalUser(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private ServerSettings settings() {
        return SettingsForTests.of(settings);
    }
}
