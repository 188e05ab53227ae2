package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import dev.ringlock.TestClock;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.SettingsForTests;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.sqlite.SqliteStore;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code keys}, as the owner of a machine gives it. */
class KeysCommandTest {

    private static final byte[] PAYLOAD = {'{', '}'};

    private final Map<String, String> settings = new HashMap<>();
    private final Path data;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    KeysCommandTest(@TempDir Path folder) {
        this.data = folder.resolve("data");
    }

    @BeforeEach
    void makeData() {
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", data.toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
        assertEquals(0, run("client", "list"), err::toString);
    }

    @Test
    void whatTheKeyBeforeSignedCanBeCheckedAfterwards() throws Exception {
        try (SqliteStore store = store()) {
            JWSObject old = JWSObject.parse(house(store).compact("test+jwt", PAYLOAD));
            assertEquals(0, run("keys", "rotate", "--signing"), err::toString);
            JWSObject fresh = JWSObject.parse(house(store).compact("test+jwt", PAYLOAD));
            assertNotEquals(old.getHeader().getKeyID(), fresh.getHeader().getKeyID());
            assertTrue(out.toString().contains(fresh.getHeader().getKeyID()), out::toString);
            JWKSet keys = JWKSet.parse(house(store).keys());
            assertEquals(2, keys.getKeys().size());
            for (JWSObject each : List.of(old, fresh)) {
                assertTrue(each.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(each.getHeader().getKeyID()).toECKey())));
            }
        }
    }

    /** Its public half is on the ledger before the new key signs anything, though the old one never did. */
    @Test
    void aKeyThatNeverSignedIsKeptToo() throws Exception {
        String before = KeyFile.read(keyFile()).signer().publicKey().getKeyID();
        assertEquals(0, run("keys", "rotate", "--signing", "--json"), err::toString);
        try (SqliteStore store = store()) {
            JWKSet keys = JWKSet.parse(house(store).keys());
            assertEquals(2, keys.getKeys().size());
            assertTrue(keys.getKeyByKeyId(before) != null);
        }
    }

    @Test
    void besideAServerNothingChanges() throws Exception {
        byte[] before = Files.readAllBytes(keyFile());
        try (FileChannel server = FileChannel.open(data.resolve("ringlock.lock"), StandardOpenOption.WRITE);
                FileLock lock = server.lock(Long.MAX_VALUE - 1, 1, false)) {
            assertTrue(lock.isValid());
            assertEquals(1, run("keys", "rotate", "--signing"));
        }
        assertTrue(err.toString().contains("Another Ringlock"), err::toString);
        assertEquals(new String(before), Files.readString(keyFile()));
    }

    @Test
    void theFileStaysItsOwnersAndAFolderWithoutADatabaseGetsNone() throws Exception {
        assertEquals(0, run("keys", "rotate", "--signing"), err::toString);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())));
        settings.put("ringlock.data", data.resolveSibling("elsewhere").toString());
        assertEquals(1, run("keys", "rotate", "--signing"));
        assertFalse(Files.exists(data.resolveSibling("elsewhere")));
        assertEquals(2, run("keys", "rotate"), "it says which key");
    }

    @Test
    void theIndexKeyRotatesBesideAServerAndItsOldSecretStays() throws Exception {
        KeyFile running = KeyFile.read(keyFile());
        String before = Files.readString(keyFile());
        assertEquals(0, run("keys", "status"), err::toString);
        assertTrue(out.toString().contains("version 1"), out::toString);
        assertEquals(0, run("keys", "rotate", "--index"), err::toString);
        assertTrue(Files.readString(keyFile()).startsWith(before), "nothing that was there has changed");
        assertEquals(0, run("keys", "status", "--json"), err::toString);
        assertTrue(out.toString().contains("\"indexKey\":2,\"phase\":\"read\""), out::toString);
        assertEquals(1, run("keys", "rotate", "--index"), "one at a time");
        assertTrue(err.toString().contains("under way"), err::toString);
        try (SqliteStore store = store()) {
            Index index = new Index(running, new KeyCheck(store, new TestClock()));
            NumberIds ids = index.contactIds(PhoneNumber.ofCanonical("+12025550123"));
            assertEquals(
                    List.of(1, 2), ids.own().stream().map(ContactId::version).toList());
            assertTrue(ids.rotating());
        }
    }

    @Test
    void aRotationThatWasKilledBehindTheKeyFileBeginsAnewWithTheSameSecret() throws Exception {
        KeyFile.addIndexSecret(keyFile(), 2);
        String before = Files.readString(keyFile());
        assertEquals(0, run("keys", "rotate", "--index"), err::toString);
        assertEquals(before, Files.readString(keyFile()));
    }

    @Test
    void aKeyFileWithoutTheNewSecretIsNoticed() throws Exception {
        String before = Files.readString(keyFile());
        assertEquals(0, run("keys", "rotate", "--index"), err::toString);
        Files.writeString(keyFile(), before);
        assertNotEquals(0, run("client", "list"));
        assertTrue(err.toString().contains("index key"), err::toString);
    }

    private Path keyFile() {
        return data.resolve("ringlock.keys");
    }

    private SqliteStore store() {
        return SqliteStore.open(data.resolve("ringlock.db"), new TestClock());
    }

    private HouseSignature house(SqliteStore store) {
        return new HouseSignature(KeyFile.read(keyFile()).signer(), store, new Arrivals(new TestClock()));
    }

    private int run(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        ServerSettings all = SettingsForTests.of(settings);
        return Main.dataCommands(new OwnData(() -> all), new LocalUser(InputStream.nullInputStream()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
