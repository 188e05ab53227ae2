package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.SettingsForTests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code export --all} and {@code restore}, as two people and then the owner of a new machine give them. */
class ArchiveCommandsTest {

    private static final String KEY = "age1kf44tscl7zgy3gq3c4lwksdtwc4lyv9n0xl0yjslnyznkcqjuqmq47aeww";
    private static final String IDENTITY = "AGE-SECRET-KEY-1PF7WGCAKRFWCAW3A45660KJTR69Y43SPKWC35KLV3W593SRLPCSSZSKPN2";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, JsonNode> people = new HashMap<>();
    private final Path folder;
    private final Path archive;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    ArchiveCommandsTest(@TempDir Path folder) {
        this.folder = folder;
        this.archive = folder.resolve("ringlock.age");
    }

    @BeforeEach
    void addPeople() throws IOException {
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", folder.resolve("old").toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
        add("ana", "admin");
        add("ben", "privacy");
        add("eve", "admin,privacy");
    }

    @Test
    void twoPeopleWriteItAndANewMachineBeginsWithIt() throws IOException {
        assertEquals(0, export(signature("ana"), signature("ben")), err::toString);
        assertTrue(out.toString().contains("0 contacts, 0 of them with a number"), out::toString);
        assertFalse(out.toString().contains(people.get("ana").path("password").asText()));

        assertEquals(0, restore("new"), err::toString);
        assertTrue(out.toString().contains("Everything of the archive of 20"), out::toString);
        assertFalse(out.toString().contains("others than"), out::toString);
        Path data = folder.resolve("new");
        assertEquals(Set.of("ringlock.db", "ringlock.keys", "ringlock.lock"), files(data));
        assertEquals("rw-------", rights(data.resolve("ringlock.db")));
        assertEquals("rw-------", rights(data.resolve("ringlock.keys")));
        assertEquals(mac("old"), mac("new"), "the index key is the same");
        assertFalse(Files.readString(data.resolve("ringlock.keys")).contains(wrapping("old")));
        // its keys fit, and nobody of the old machine's staff signs in here
        settings.put("ringlock.data", data.toString());
        assertEquals("[]", json("", "staff", "list", "--json").path("staff").toString());
    }

    @Test
    void theTwoSeeWhatTheySign() {
        assertEquals(0, export(signature("ana"), signature("ben")), err::toString);
        assertTrue(err.toString().contains(KEY), err::toString);
        assertTrue(err.toString().contains(archive.toString()), err::toString);
        assertTrue(err.toString().contains(folder.resolve("old").toString()), err::toString);
        assertFalse(err.toString().contains("The server runs"), err::toString);
    }

    @Test
    void besideAServerTheyAreToldAndSoIsWhoRestoresIt() throws IOException {
        try (RelayedCommands server = new RelayedCommands(settings())) {
            assertEquals(
                    0,
                    server.run(typed(signature("ana") + signature("ben")), out, err, arguments(archive)),
                    err::toString);
            assertTrue(err.toString().contains("The server runs"), err::toString);
        }
        assertEquals(1, restore("new"));
        assertTrue(err.toString().contains("while the server ran"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ringlock.db-wal", "ringlock.db-shm", "ringlock.db-journal"})
    void whatIsLeftOfAnotherDatabaseIsNotPlayedIntoTheNewOne(String part) throws IOException {
        assertEquals(0, export(signature("ana"), signature("ben")), err::toString);
        Path data = Files.createDirectory(folder.resolve("new"));
        Files.writeString(data.resolve(part), "of another database");
        assertEquals(1, restore("new"));
        assertTrue(err.toString().contains(part), err::toString);
        assertEquals("of another database", Files.readString(data.resolve(part)));
        assertFalse(Files.exists(data.resolve("ringlock.db")));
    }

    @Test
    void aFolderWithoutADatabaseIsAnotherThanWasMeant() {
        settings.put("ringlock.data", folder.resolve("wrong").toString());
        assertEquals(1, export(signature("ana"), signature("ben")));
        refused("There is no database in");
        assertFalse(Files.exists(folder.resolve("wrong")));
    }

    @Test
    void aTerminalIsTold() throws IOException {
        Path link = folder.resolve("input");
        for (String terminal : List.of("/dev/pts/3", "/dev/tty1", "/dev/console")) {
            Files.deleteIfExists(link);
            assertTrue(LocalUser.isTerminal(Files.createSymbolicLink(link, Path.of(terminal))), terminal);
        }
        Files.delete(link);
        assertFalse(LocalUser.isTerminal(Files.createSymbolicLink(link, Path.of("/dev/null"))));
        assertFalse(LocalUser.isTerminal(folder.resolve("none")));
    }

    @Test
    void aProgramReadsJson() throws IOException {
        JsonNode written = json(
                signature("ana") + signature("ben"),
                "export",
                "--all",
                "--for",
                KEY,
                "--out",
                archive.toString(),
                "--json");
        assertEquals(64, written.path("sha256").asText().length());
        settings.put("ringlock.data", folder.resolve("new").toString());
        JsonNode restored = json("", "restore", archive.toString(), "--identity", identity(), "--json");
        assertEquals(written.path("archive"), restored.path("archive"));
        assertEquals(written.path("entries"), restored.path("entries"));
        assertTrue(restored.path("samePolicy").asBoolean());
    }

    @Test
    void oneOrTheWrongPeopleWriteNothing() {
        assertEquals(1, export(signature("ben"), signature("ana")));
        refused("ben has no role admin");
        assertEquals(1, export(signature("ana", 1), ""));
        refused("ended too early");
        String eve = signature("eve");
        assertEquals(1, export(eve, eve));
        refused("wrong");
        assertEquals(1, export("ana\nwrong password here\n123456\n", signature("ben")));
        refused("wrong");
        assertEquals(1, export("nobody\nwrong password here\n123456\n", signature("ben")));
        refused("wrong");
    }

    @Test
    void onePersonWithBothRolesSignsOnce() throws IOException {
        // the next code counts too, and each of them once
        assertEquals(1, export(signature("eve"), signature("eve", 1)));
        refused("It takes two people");
    }

    @Test
    void anInputThatEndsIsNoWrongTry() {
        assertEquals(1, export("ana\n", ""));
        refused("ended too early");
        assertEquals(0, export(signature("ana"), signature("ben")), err::toString);
    }

    @Test
    void whatAnotherExportWritesIsNotDeleted() throws IOException {
        Path other = Files.writeString(folder.resolve("ringlock.age.unfinished"), "another's");
        assertEquals(1, export(signature("ana"), signature("ben")));
        refused("was killed");
        assertEquals("another's", Files.readString(other));
    }

    @Test
    void aCodeCountsOnce() {
        String both = signature("ana") + signature("ben");
        assertEquals(0, export(both, ""), err::toString);
        assertEquals(1, run(both, arguments(folder.resolve("second.age"))));
        assertTrue(err.toString().contains("wrong"), err::toString);
        assertFalse(Files.exists(folder.resolve("second.age")));
    }

    @Test
    void wrongTriesCountAsThoseOfSigningIn() {
        for (int i = 0; i < 10; i++) {
            assertEquals(1, export("ana\nwrong password here\n123456\n", ""));
            refused("wrong");
        }
        assertEquals(1, export("ana\nwrong password here\n123456\n", ""));
        refused("too many tries");
    }

    @Test
    void whereItCannotBeDoneNobodyIsAsked() throws IOException {
        assertEquals(2, run("", "export", "--for", KEY, "--out", archive.toString()), "without --all");
        assertEquals(2, run("", "export", "--all", "--out", archive.toString()), "without a key");
        assertEquals(1, run("", "export", "--all", "--for", "age1nonsense", "--out", archive.toString()));
        refused("public key of age");
        assertEquals(1, run("", "export", "--all", "--for", IDENTITY, "--out", archive.toString()));
        assertFalse(err.toString().contains(IDENTITY), err::toString);
        settings.put("ringlock.issuer", "https://id.example");
        assertEquals(1, export(signature("ana"), signature("ben")));
        refused("RINGLOCK_ISSUER is set: people sign in at the provider");
        settings.remove("ringlock.issuer");
        Files.writeString(archive, "mine");
        assertEquals(1, export(signature("ana"), signature("ben")));
        assertTrue(err.toString().contains("There is a file"), err::toString);
        assertEquals("mine", Files.readString(archive));
    }

    @Test
    void onlyAnEmptyFolderTakesIt() throws IOException {
        assertEquals(0, export(signature("ana"), signature("ben")), err::toString);
        assertEquals(1, restore("old"));
        assertTrue(err.toString().contains("There is a database"), err::toString);

        Path other = Files.createDirectory(folder.resolve("other"));
        settings.put("ringlock.keys", folder.resolve("old/ringlock.keys").toString());
        assertEquals(0, restore("other"), "the keys of a try before");
        assertEquals(mac("old"), mac("old"));
        assertTrue(Files.exists(other.resolve("ringlock.db")));

        settings.put("ringlock.keys", folder.resolve("third.keys").toString());
        settings.put("ringlock.data", folder.resolve("third").toString());
        assertEquals(0, run("", "staff", "list"), err::toString);
        assertEquals(1, restore("fourth"));
        assertTrue(err.toString().contains("is not the archive's"), err::toString);
        assertFalse(Files.exists(folder.resolve("fourth/ringlock.db")));
    }

    @Test
    void whatATryLeftBehindIsInNobodysWay() throws IOException {
        assertEquals(0, export(signature("ana"), signature("ben")), err::toString);
        Path data = Files.createDirectory(folder.resolve("new"));
        Files.writeString(data.resolve("ringlock.db.unfinished"), "half a database");
        Files.writeString(data.resolve("ringlock.db.unfinished-wal"), "half a log");
        assertEquals(0, restore("new"), err::toString);
        assertEquals(Set.of("ringlock.db", "ringlock.keys", "ringlock.lock"), files(data));
    }

    @Test
    void anArchiveThatIsRefusedLeavesNothing() throws IOException {
        Files.writeString(archive, "no archive");
        assertEquals(1, restore("new"));
        assertTrue(err.toString().contains("cannot be opened"), err::toString);
        assertFalse(Files.exists(folder.resolve("new")));
        Files.delete(archive);
        assertEquals(1, restore("new"));
        assertTrue(err.toString().contains("There is no file"), err::toString);
    }

    private void refused(String why) {
        assertTrue(err.toString().contains(why), err::toString);
        assertFalse(Files.exists(archive));
    }

    private void add(String name, String roles) throws IOException {
        people.put(name, json("", "staff", "add", name, "--roles", roles, "--json"));
    }

    private String signature(String name) {
        return signature(name, 0);
    }

    /** What the person types: name, password and the code of so many steps from now. */
    private String signature(String name, int steps) {
        JsonNode person = people.get(name);
        try {
            String code = new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(seed(person.path("seed").asText()), "RAW"),
                            Instant.now().plus(Duration.ofSeconds(30L * steps)));
            return name + "\n" + person.path("password").asText() + "\n" + code + "\n";
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] seed(String text) {
        BigInteger bits = BigInteger.ZERO;
        for (char letter : text.toCharArray()) {
            bits = bits.shiftLeft(5).add(BigInteger.valueOf(BASE32.indexOf(letter)));
        }
        byte[] all = bits.toByteArray();
        byte[] seed = new byte[text.length() * 5 / 8];
        int length = Math.min(all.length, seed.length);
        System.arraycopy(all, all.length - length, seed, seed.length - length, length);
        return seed;
    }

    private int export(String first, String second) {
        return run(first + second, arguments(archive));
    }

    private static String[] arguments(Path file) {
        return new String[] {"export", "--all", "--for", KEY, "--out", file.toString()};
    }

    private int restore(String to) throws IOException {
        settings.put("ringlock.data", folder.resolve(to).toString());
        return run("", "restore", archive.toString(), "--identity", identity());
    }

    private String identity() throws IOException {
        return Files.writeString(folder.resolve("identity.txt"), IDENTITY).toString();
    }

    private String mac(String data) throws IOException {
        return line(data, "mac=");
    }

    private String wrapping(String data) throws IOException {
        return line(data, "wrapping=");
    }

    private String line(String data, String begin) throws IOException {
        return Files.readAllLines(folder.resolve(data).resolve("ringlock.keys")).stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode json(String typed, String... arguments) throws IOException {
        assertEquals(0, run(typed, arguments), err::toString);
        return JSON.readTree(out.toString());
    }

    private int run(String typed, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.dataCommands(new OwnData(this::settings), typed(typed))
                .addSubcommand(new RestoreCommand(this::settings))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static CommandUser typed(String lines) {
        return new LocalUser(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private ServerSettings settings() {
        return SettingsForTests.of(settings);
    }

    private static Set<String> files(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.matches(".*-(wal|shm)"))
                    .collect(Collectors.toSet());
        }
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
