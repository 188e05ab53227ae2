package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Opener;
import dev.ringlock.keys.file.FileKeysForTests;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.store.sqlite.WrappedRows.WrappedKind;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation of the wrapping key on one machine: every number opens at all times, and in the end by the new key alone. */
class WrappingRotationTest {

    private static final Policy POLICY = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
    private static final Purpose SERVICE = new Purpose("service");
    private static final int PEOPLE = 40;
    private static final int REACHES = 20;
    private static final Duration NEEDED = Duration.ofDays(REACHES + 1);

    private final TestClock clock = new TestClock();
    private final Path file;
    private final Path database;
    private SqliteStore store;

    /** As a server has them that began before the rotation. */
    private KeyFile keys;

    private String stolen = "";

    WrappingRotationTest(@TempDir Path folder) {
        this.file = folder.resolve("keys");
        this.database = folder.resolve("vault.db");
    }

    @BeforeEach
    void fill() throws IOException {
        KeyFile.create(file);
        stolen = Files.readString(file);
        keys = KeyFile.read(file);
        store = SqliteStore.open(database, clock);
        refuseOthers(keys);
        for (int i = 0; i < PEOPLE; i++) {
            new CaptureClient(engines(keys)).signUp(number(i).e164(), "service");
        }
        new InboundClient(engines(keys))
                .text("SM1", number(0).e164(), "+12025550101", "please do not ever stop before nine", null);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyNumberOpensAtAllTimesAndInTheEndByTheNewKeyAlone() throws IOException {
        byte[] seed = keys.sealSeed("ana", new byte[] {1, 2, 3});
        assertTrue(KeyFile.rotateWrapping(file, clock.instant()));
        assertFalse(KeyFile.rotateWrapping(file, clock.instant()), "one at a time");
        assertAllOpen(keys);
        new CaptureClient(engines(keys)).signUp(number(PEOPLE).e164(), "service");
        assertThrows(
                CannotOpenException.class, () -> open(stolenFile(), PEOPLE), "the running server wraps by the new key");
        rotation().goOn();
        assertAllOpen(keys);
        assertAllOpen(KeyFile.read(file));
        assertThrows(CannotOpenException.class, () -> open(stolenFile(), 1));
        assertTrue(keys.wrappingBeforeNeededAt().isPresent(), "files of exports and imports need it still");
        clock.advance(NEEDED);
        rotation().goOn();
        assertFalse(Files.readString(file).contains("before"));
        KeyFile alone = KeyFile.read(file);
        assertAllOpen(alone);
        refuseOthers(alone);
        assertThrows(CannotOpenException.class, () -> alone.openSeed("ana", seed), "it was not in the database");
        assertThrows(KeysUnavailableException.class, () -> refuseOthers(stolenFile()));
    }

    @Test
    void aWalkThatIsCutOffAnywhereIsGoneOnWith() {
        KeyFile.rotateWrapping(file, clock.instant());
        int pages = 0;
        boolean whole = false;
        while (!whole) {
            int until = pages++;
            int[] asked = {0};
            long again = store.wrappedRows()
                    .wrapAgain(
                            (kind, whose, wrapped) -> kind == WrappedKind.SEED
                                    ? keys.seedAgain(whose, wrapped)
                                    : keys.wrappedAgain(
                                            kind == WrappedKind.TEXT_KEY ? Purpose.HELD : new Purpose(whose), wrapped),
                            () -> asked[0]++ >= until);
            whole = again == 0;
            assertAllOpen(keys);
        }
        assertTrue(pages > 2, "a walk has several pages");
        rotation().goOn();
        clock.advance(NEEDED);
        rotation().goOn();
        assertAllOpen(KeyFile.read(file));
    }

    @Test
    void aKilledStepBehindTheLedgerLeavesAMachineThatStarts() {
        KeyFile.rotateWrapping(file, clock.instant());
        rotation().goOn();
        new KeyCheck(store, clock).recordWrapping(KeyFile.read(file));
        refuseOthers(KeyFile.read(file));
        clock.advance(NEEDED);
        rotation().goOn();
        refuseOthers(KeyFile.read(file));
    }

    @Test
    void anotherFileInItsPlaceIsNotBelieved() throws IOException {
        byte[] before = keys.sealSeed("ana", new byte[] {1});
        Files.delete(file);
        KeyFile.create(file);
        assertArrayEquals(new byte[] {1}, keys.openSeed("ana", keys.sealSeed("ana", new byte[] {1})));
        assertArrayEquals(new byte[] {1}, keys.openSeed("ana", before));
    }

    /** The file as a thief has it who copied it before. */
    private KeyFile stolenFile() {
        Path copy = file.resolveSibling("copy-" + System.nanoTime());
        try {
            Files.writeString(copy, stolen);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return KeyFile.read(copy);
    }

    private void assertAllOpen(KeyFile by) {
        for (int i = 0; i < PEOPLE; i++) {
            assertEquals(number(i), open(by, i));
        }
        Engines on = engines(by);
        ContactId held = on.index.contactId(number(0));
        List<HeldMessage> messages =
                Objects.requireNonNull(store.load(List.of(held)).get(0).hold()).messages();
        store.texts(messages)
                .forEach(
                        text -> on.texts.open(text.contact(), text.id(), new Sealed(text.sealed(), text.wrappedKey())));
        assertEquals(1, messages.size());
    }

    private PhoneNumber open(KeyFile by, int person) {
        Compartment stored = store.compartments(SERVICE, List.of(new Index(by).contactId(number(person))))
                .get(0);
        try (Opener opener = new Opener(by, new Envelope())) {
            return opener.open(stored.contact(), SERVICE, stored.sealed(), stored.wrappedKey());
        }
    }

    private void refuseOthers(KeyFile by) {
        new DatabaseKeys(store, by, new Envelope(), new KeyCheck(store, clock)).refuseOthers();
    }

    private WrappingRotation rotation() {
        return new WrappingRotation(store, keys, new KeyCheck(store, clock), file, REACHES, clock);
    }

    private Engines engines(KeyFile by) {
        return new Engines(store, clock, POLICY, new FileKeysForTests(by));
    }

    private static PhoneNumber number(int person) {
        return PhoneNumber.ofCanonical("+120255501" + (person < 10 ? "0" + person : String.valueOf(person)));
    }
}
