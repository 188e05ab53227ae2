package dev.ringlock.standalone.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.standalone.archive.ArchiveExport.WrittenArchive;
import dev.ringlock.standalone.archive.ArchiveRestore.RestoredArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of an archive: who can open it, and what is refused. */
class ArchiveFileTest {

    private static final String OTHER_KEY = "age1pc9y448m24ygtwa5c688p4e8epfn6qz22fevz9djhp0pfsp8u44s4s3mc9";

    private final TestClock clock = new TestClock();
    private final Path folder;
    private final Path archive;
    private VaultForTests vault;

    ArchiveFileTest(@TempDir Path folder) {
        this.folder = folder;
        this.archive = folder.resolve("archive.age");
    }

    @BeforeEach
    void fill() throws IOException {
        vault = VaultForTests.made(Files.createDirectory(folder.resolve("old")), clock);
        Engines on = vault.engines();
        on.notices.register();
        for (int i = 10; i < 40; i++) {
            new CaptureClient(on).signUp("+120255501" + i, "marketing", "service");
        }
        clock.advance(Duration.ofMinutes(1));
        new InboundClient(on).text("SM1", "+12025550110", "+12025550101", "STOP", null);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void theFileIsItsOwnersAndHasNothingInClear() throws IOException {
        vault.export(archive);
        byte[] bytes = Files.readAllBytes(archive);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("age-encryption.org/v1\n-> X25519 "), text.substring(0, 60));
        for (String secret : List.of(
                "120255501",
                "marketing",
                "contact",
                vault.keyFile().indexSecrets().text())) {
            assertFalse(text.contains(secret), secret);
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)));
        assertFalse(Files.exists(folder.resolve("archive.age.unfinished")));
    }

    @Test
    void nothingOfAnArchiveIsPrintedByAccident() throws IOException {
        vault.export(archive);
        List<String> printed = new ArrayList<>();
        for (String line : clear(archive)) {
            printed.add(new ArchiveJson()
                    .read(line.getBytes(StandardCharsets.UTF_8))
                    .toString());
        }
        assertFalse(printed.toString().contains("120255501"));
        assertFalse(printed.toString().contains(vault.keyFile().indexSecrets().text()));
        assertTrue(printed.toString().contains("an archived contact"));
    }

    @Test
    void itsHashIsOnTheLedger() {
        WrittenArchive written = vault.export(archive);
        assertEquals(0, written.late());
        assertEquals(30, written.counts().contacts());
        assertEquals(29, written.counts().numbers());
        assertEquals(
                written.sha256(),
                vault.newest("ben", Event.ARCHIVE_DONE).fields().get("sha256"));
    }

    @Test
    void anArchiveOfARunningServerIsTakenOnlyIfThatIsSaid() {
        vault.export(archive, true, VaultForTests.KEY);
        assertRefused("while the server ran", archive);
        assertEquals(
                30,
                vault.restore(archive, fresh("said"), VaultForTests.IDENTITY, true)
                        .counts()
                        .contacts());
    }

    @Test
    void itsAgeIsToldAndOneOfTheFutureIsRefused() {
        vault.export(archive);
        clock.advance(Duration.ofHours(3));
        assertEquals(
                Duration.ofHours(3),
                vault.restore(archive, fresh("later"), VaultForTests.IDENTITY, false)
                        .age());
        clock.advance(Duration.ofHours(-4));
        assertRefused("in the future", archive);
    }

    @Test
    void aFailureIsOnTheLedger() {
        assertThrows(
                ArchiveRefusedException.class,
                () -> vault.export(folder.resolve("missing").resolve("archive.age")));
        assertEquals(
                VaultForTests.KEY,
                vault.newest("ana", Event.ARCHIVE_FAILED).fields().get("keys"));
    }

    @Test
    void aLargeFileIsNoSecretKey() {
        vault.export(archive);
        String padded = VaultForTests.IDENTITY + "\n".repeat(1 << 20);
        assertThrows(ArchiveRefusedException.class, () -> vault.restore(archive, fresh("large"), padded, false));
    }

    @Test
    void anotherKeyOpensNothing() {
        vault.export(archive, OTHER_KEY);
        assertRefused("for another key", archive);
        assertThrows(ArchiveRefusedException.class, () -> vault.restore(archive, fresh("x"), "no key", false));
        assertThrows(ArchiveRefusedException.class, () -> vault.export(folder.resolve("y"), "age1nonsense"));
        ArchiveRefusedException secret = assertThrows(
                ArchiveRefusedException.class, () -> vault.export(folder.resolve("y"), VaultForTests.IDENTITY));
        assertFalse(secret.getMessage().contains(VaultForTests.IDENTITY));
        assertFalse(Files.exists(folder.resolve("y")));
    }

    @Test
    void eachOfSeveralKeysOpensIt() {
        vault.export(archive, OTHER_KEY, VaultForTests.KEY);
        assertEquals(30, vault.restore(archive, fresh("new")).counts().contacts());
    }

    @Test
    void aFileThatIsThereIsNotReplaced() throws IOException {
        Files.writeString(archive, "mine");
        assertThrows(ArchiveRefusedException.class, () -> vault.export(archive));
        assertEquals("mine", Files.readString(archive));
        assertThrows(ArchiveRefusedException.class, () -> vault.export(folder.resolve("missing/archive.age")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 150, 250, 5_000, -1, -17, -65_600})
    void aCutFileIsRefused(int length) throws IOException {
        vault.export(archive);
        byte[] whole = Files.readAllBytes(archive);
        Path cut = folder.resolve("cut.age");
        Files.write(cut, Arrays.copyOf(whole, Math.max(0, length < 0 ? whole.length + length : length)));
        assertRefused("", cut);
    }

    @Test
    void aChangedByteIsRefusedWhereverItIs() throws IOException {
        vault.export(archive);
        byte[] whole = Files.readAllBytes(archive);
        Random random = new Random(19);
        Path changed = folder.resolve("changed.age");
        for (int i = 0; i < 30; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(changed, bytes);
            assertRefused("", changed);
        }
        Files.write(changed, whole);
        Files.write(changed, new byte[] {1}, StandardOpenOption.APPEND);
        assertRefused("", changed);
    }

    /** Whoever has the public key can encrypt something else for it. */
    @Test
    void linesThatDoNotFitAreRefused() throws IOException {
        vault.export(archive);
        List<String> all = clear(archive);
        int last = all.size() - 1;
        int contact = IntStream.range(0, last)
                .filter(line -> all.get(line).contains("+12025550120"))
                .findFirst()
                .orElseThrow();
        assertRefusedWith("cut off", lines -> lines.subList(0, last));
        assertRefusedWith("does not fit", lines -> without(lines, 5));
        assertRefusedWith(
                "does not fit", lines -> with(lines, contact, lines.get(contact).replace("granted", "expired")));
        assertRefusedWith("twice", lines -> with(lines, 6, lines.get(5)));
        assertRefusedWith("does not understand", lines -> with(lines, 5, "{\"kind\":\"other\"}"));
        assertRefusedWith("does not understand", lines -> with(lines, 5, "no JSON"));
        assertRefusedWith("no archive", lines -> without(lines, 0));
        assertRefusedWith(
                "the format 2", lines -> with(lines, 0, lines.get(0).replace("\"format\":1", "\"format\":2")));
        assertRefusedWith(
                "number that is not its contact's",
                lines -> lines.stream()
                        .map(line -> line.replace("+12025550120", "+12025550199"))
                        .toList());
    }

    private void assertRefusedWith(String why, UnaryOperator<List<String>> change) throws IOException {
        List<String> lines = change.apply(new ArrayList<>(clear(archive)));
        Path changed = folder.resolve("changed.age");
        try (OutputStream file = Files.newOutputStream(changed);
                OutputStream to = AgeFile.of(List.of(VaultForTests.KEY)).encrypted(file)) {
            to.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertRefused(why, changed);
    }

    private static List<String> with(List<String> lines, int at, String line) {
        List<String> all = new ArrayList<>(lines);
        all.set(at, line);
        return all;
    }

    private static List<String> without(List<String> lines, int at) {
        List<String> all = new ArrayList<>(lines);
        all.remove(at);
        return all;
    }

    @Test
    void aNoThatComesWhileItIsWrittenIsCounted() throws IOException {
        Engines on = vault.engines();
        LateNoes noes = new LateNoes(clock.instant());
        vault.store().history(subject(), null, 100).items().forEach(noes::archived);
        assertEquals(0, noes.count(vault.store(), clock.instant()));
        new InboundClient(on).text("SM2", "+12025550111", "+12025550100", "STOP", null);
        new InboundClient(on).text("SM3", "+12025550112", "+12025550101", "please do not ever stop", null);
        assertEquals(2, noes.count(vault.store(), clock.instant()));
    }

    private String subject() {
        return vault.engines()
                .index
                .contactId(PhoneNumber.ofCanonical("+12025550110"))
                .value();
    }

    @Test
    void anOldArchiveIsTakenOnlyIfThatIsSaid() {
        vault.export(archive);
        clock.advance(Duration.ofHours(25));
        assertRefused("Nobody's opt-out since then", archive);
        RestoredArchive restored = vault.restore(archive, fresh("new"), VaultForTests.IDENTITY, true);
        assertEquals(30, restored.counts().contacts());
        assertTrue(restored.samePolicy());
    }

    @Test
    void anArchiveThatDoesNotSayWhetherAServerRanIsTakenOnlyIfThatIsSaid() throws IOException {
        vault.export(archive);
        assertRefusedWith(
                "does not say that it was stopped",
                lines -> with(lines, 0, lines.get(0).replace("\"served\":false,", "")));
    }

    @Test
    void aFileOfKeysWithoutAnEndIsRefused() throws IOException {
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless));
        ArchiveRefusedException refused = assertThrows(
                ArchiveRefusedException.class,
                () -> AgeFile.opened(new ByteArrayInputStream(new byte[0]), endless)
                        .close());
        assertTrue(refused.getMessage().contains("has no secret key of age"), refused.getMessage());
    }

    /** A history that was changed by hand is told at both ends, and can be moved all the same. */
    @Test
    void aBrokenChainIsCounted() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + vault.database());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER ledger_is_append_only");
            statement.execute("UPDATE ledger SET at = at - 1 WHERE subject = '" + subject() + "' AND event = 'given'");
        }
        assertEquals(1, vault.export(archive).counts().broken());
        assertEquals(1, vault.restore(archive, fresh("new")).counts().broken());
    }

    private void assertRefused(String why, Path file) {
        Path to = fresh("fresh");
        ArchiveRefusedException refused = assertThrows(ArchiveRefusedException.class, () -> vault.restore(file, to));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertFalse(refused.getMessage().contains("2025550"), refused.getMessage());
        assertFalse(Files.exists(to.resolve("vault.db")));
        assertFalse(Files.exists(to.resolve("keys")));
    }

    private Path fresh(String name) {
        try {
            return Files.createTempDirectory(folder, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> clear(Path file) throws IOException {
        Path identity = Files.writeString(folder.resolve("identity.txt"), VaultForTests.IDENTITY);
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        AgeFile.opened(Files.newInputStream(file), identity).transferTo(clear);
        return clear.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
