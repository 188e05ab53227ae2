package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.SettingsForTests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code testdata}, and the import of what it writes. */
class TestdataCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLE = Path.of("src/main/resources/policy/harbour-books.yaml");

    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
    private final Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    TestdataCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theImportTakesEachRowOfTheExamplePolicy() throws IOException {
        JsonNode done = imported(EXAMPLE, 3_000);
        assertEquals(Set.of("accepted"), names(done.path("outcomes")), done::toString);
    }

    @Test
    void theImportTakesEachRowOfAPolicyWithOtherPurposesAndProof() throws IOException {
        JsonNode done = imported(otherPolicy(), 3_000);
        assertEquals(Set.of("accepted", "requested"), names(done.path("outcomes")), done::toString);
    }

    /** The few mobile numbers have many rows each. */
    @Test
    void theImportTakesLongHistoriesToo() throws IOException {
        Path mobile = policy(Files.readString(EXAMPLE)
                .replace("    doubleOptIn: false\n", "    doubleOptIn: true\n    lineTypes: [MOBILE]\n")
                .replace("\n    lineTypes: [MOBILE, FIXED_LINE_OR_MOBILE]", ""));
        imported(mobile, 3_000);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws IOException {
        String first = written("--rows", "300", "--seed", "5", "--to", "2026-11-01", "--like", EXAMPLE.toString());
        String again = written("--rows", "300", "--seed", "5", "--to", "2026-11-01", "--like", EXAMPLE.toString());
        String other = written("--rows", "300", "--seed", "6", "--to", "2026-11-01", "--like", EXAMPLE.toString());
        assertEquals(301, first.lines().count());
        assertEquals(first, again);
        assertNotEquals(first, other);
    }

    @Test
    void aFileIsItsOwnersAloneAndNothingIsWrittenOver() throws IOException {
        Path file = folder.resolve("people.csv");
        String[] arguments = {"--rows", "20", "--like", EXAMPLE.toString(), "--out", file.toString(), "--json"};
        assertEquals(0, run(arguments), err::toString);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(20, JSON.readTree(out.toString()).path("rows").asInt(), out::toString);
        String before = Files.readString(file);
        assertEquals(1, run(arguments));
        assertTrue(err.toString().contains("There is a file " + file + " already"), err::toString);
        assertEquals(before, Files.readString(file));
    }

    @Test
    void withoutADayItEndsTodayAndSaysSo() {
        assertEquals(0, run("--rows", "50", "--like", EXAMPLE.toString()), err::toString);
        assertTrue(err.toString().contains("everything before 2026-11-30"), err::toString);
        assertTrue(rows.toString(StandardCharsets.US_ASCII).startsWith("Id,Country,Number,"), rows::toString);
    }

    @Test
    void whatCannotBeMadeIsRefusedWithWhatToChange() throws IOException {
        assertEquals(2, run("--like", EXAMPLE.toString()));
        assertEquals(2, run("--rows", "0", "--like", EXAMPLE.toString()));
        assertEquals(1, run("--rows", "9", "--like", "nowhere.yaml"));
        assertEquals(1, run("--rows", "9", "--like", EXAMPLE.toString(), "--like", EXAMPLE.toString()));
        assertTrue(err.toString().contains("one policy and one dataset"), err::toString);
        assertEquals(1, run("--rows", "9", "--like", EXAMPLE.toString(), "--from", "2026-11-29", "--to", "2026-11-30"));
        assertTrue(err.toString().contains("--from"), err::toString);
        Path voip = policy(Files.readString(EXAMPLE)
                .replace("    doubleOptIn: false\n", "    doubleOptIn: false\n    lineTypes: [VOIP]\n")
                .replace("\n    lineTypes: [MOBILE, FIXED_LINE_OR_MOBILE]", ""));
        Path file = folder.resolve("none.csv");
        assertEquals(1, run("--rows", "9", "--like", voip.toString(), "--out", file.toString()));
        assertTrue(err.toString().contains("officially nobody's"), err::toString);
        assertFalse(Files.exists(file));
    }

    private String written(String... arguments) {
        rows.reset();
        assertEquals(0, run(arguments), err::toString);
        return rows.toString(StandardCharsets.US_ASCII);
    }

    /** The end of the import of such a file, of which each row was taken. */
    private JsonNode imported(Path policy, int count) throws IOException {
        Path file = folder.resolve("people.csv");
        Path map = folder.resolve("map.yaml");
        LocalDate today = CommandData.today();
        assertEquals(
                0,
                run(
                        "--rows",
                        String.valueOf(count),
                        "--like",
                        policy.toString(),
                        "--to",
                        today.toString(),
                        "--out",
                        file.toString()),
                err::toString);
        assertEquals(0, run("--mapping"));
        Files.writeString(map, out.toString());
        ServerSettings settings = SettingsForTests.of(Map.of(
                "ringlock.host",
                "127.0.0.1",
                "ringlock.port",
                "0",
                "ringlock.data",
                folder.resolve("data").toString(),
                "ringlock.policy",
                policy.toString()));
        CommandData.open(settings).close();
        CommandLine commands =
                Main.dataCommands(new OwnData(() -> settings), new LocalUser(new ByteArrayInputStream(new byte[0])));
        assertEquals(
                0, run(commands, "import", file.toString(), "--map", map.toString(), "--yes", "--json"), err::toString);
        JsonNode done =
                JSON.readTree(out.toString().lines().reduce((one, last) -> last).orElseThrow());
        assertEquals("done", done.path("state").asText());
        assertEquals(count, done.path("rows").asInt(), done::toString);
        assertEquals(0, done.path("faulty").asInt() + done.path("silent").asInt(), done::toString);
        assertEquals(Set.of(), names(done.path("faults")), done::toString);
        Set<String> taken = new TreeSet<>(names(done.path("outcomes")));
        taken.removeAll(List.of("accepted", "requested"));
        assertEquals(Set.of(), taken, done::toString);
        return done;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        for (Iterator<String> name = object.fieldNames(); name.hasNext(); ) {
            names.add(name.next());
        }
        return names;
    }

    /** With proof, several notices and versions, lines of all kinds, and a no that law makes one to everything. */
    private Path otherPolicy() throws IOException {
        String texts = "{en: Words, es: Palabras, fr: Mots, de: Worte}";
        String yaml = Files.readString(EXAMPLE)
                        .replace(
                                "    expiresAfter: P2Y\n    doubleOptIn: false\n",
                                "    expiresAfter: P1Y\n    doubleOptIn: true\n    lineTypes: [MOBILE, FIXED_LINE, FIXED_LINE_OR_MOBILE]\n")
                        .replace(
                                "purposes:\n  marketing:\n",
                                "purposes:\n  alerts:\n    title: " + texts + "\n    description: " + texts + """

                            kind: transactional
                            channels: [voice]
                            expiresAfter: P6M
                            doubleOptIn: true
                            lineTypes: [FIXED_LINE, FIXED_LINE_OR_MOBILE]
                          marketing:
                        """)
                        .replace(
                                "notices:\n",
                                "notices:\n" + notice("signup", 2, "marketing, service, alerts", texts)
                                        + notice("till", 7, "alerts", texts))
                + "law:\n  revocationReachesAll: 2026-01-01\n";
        return policy(yaml);
    }

    private static String notice(String id, int version, String purposes, String texts) {
        return "  - {id: " + id + ", version: " + version + ", purposes: [" + purposes + "], text: " + texts
                + ", maintenance: " + texts + ", optOut: " + texts + "}\n";
    }

    private Path policy(String yaml) throws IOException {
        return Files.writeString(folder.resolve("policy.yaml"), yaml);
    }

    private int run(String... arguments) {
        TestdataCommand command = new TestdataCommand(
                () -> SettingsForTests.of(Map.of("ringlock.host", "127.0.0.1", "ringlock.port", "0")),
                () -> LocalDate.of(2026, 11, 30),
                new PrintStream(rows, true, StandardCharsets.US_ASCII));
        String[] all =
                Stream.concat(Stream.of("testdata"), Stream.of(arguments)).toArray(String[]::new);
        return run(
                new CommandLine(CommandLine.Model.CommandSpec.create().name("ringlock")).addSubcommand(command), all);
    }

    private int run(CommandLine commands, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return commands.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
