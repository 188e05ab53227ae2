package dev.ringlock.keys.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysContract;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Vectors;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest extends KeysContract {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void create() {
        file = folder.resolve("ringlock.keys");
        KeyFile.create(file);
    }

    @Override
    protected Keys keys() {
        return KeyFile.read(file);
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var thrown = assertThrows(KeysUnavailableException.class, this::keys);
        assertTrue(thrown.getMessage().contains("0600"));
    }

    @Test
    void aSeedOpensForItsPersonAlone() {
        byte[] seed = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        KeyFile keys = KeyFile.read(file);
        byte[] sealed = keys.sealSeed("ana", seed);
        assertArrayEquals(seed, KeyFile.read(file).openSeed("ana", sealed));
        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("1234567890"));
        assertThrows(CannotOpenException.class, () -> keys.openSeed("ben", sealed));
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;
        assertThrows(CannotOpenException.class, () -> keys.openSeed("ana", changed));
        assertThrows(CannotOpenException.class, () -> keys.openSeed("ana", new byte[0]));
        // a seed of a data key's length is no data key
        byte[] long32 = keys.sealSeed("marketing", new byte[32]);
        assertThrows(CannotOpenException.class, () -> keys.unwrap(new Purpose("marketing"), long32));
    }

    @Test
    void eachVersionOfTheIndexKeyHasTheNewestSecretThatIsNotNewer() {
        KeyFile before = KeyFile.read(file);
        KeyFile.addIndexSecret(file, 3);
        KeyFile after = KeyFile.read(file);
        assertArrayEquals(before.mac("x"), after.mac(2, "x"));
        assertFalse(Arrays.equals(before.mac("x"), after.mac(3, "x")));
        assertArrayEquals(after.mac(3, "x"), after.mac(4, "x"));
        assertArrayEquals(after.mac(3, "x"), before.mac(3, "x"), "a running process reads the file again");
        assertArrayEquals(before.mac("x"), after.mac("x"));
    }

    @Test
    void theSecretsOfTheIndexKeyAreOneText() {
        KeyFile.addIndexSecret(file, 2);
        IndexSecrets secrets = KeyFile.read(file).indexSecrets();
        assertTrue(IndexSecrets.of(secrets.text()).isSame(secrets));
        assertArrayEquals(
                KeyFile.read(file).mac(2, "x"),
                KeyFile.of(IndexSecrets.of(secrets.text())).mac(2, "x"));
        for (String other : new String[] {
            "", "00", "2=" + "00".repeat(32), "00".repeat(32) + " 2=00", "00".repeat(32) + " 10=" + "00".repeat(32)
        }) {
            assertThrows(IllegalArgumentException.class, () -> IndexSecrets.of(other), other);
        }
    }

    @Test
    void isNeverOverwritten() throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThrows(KeysUnavailableException.class, () -> KeyFile.create(file));
        assertArrayEquals(before, Files.readAllBytes(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "a half-written file was left");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrapping=00\nmac=00\n", "wrapping=zz\n", "\\u00"})
    void isRefusedIfDamagedWithoutRepeatingIt(String content) throws IOException {
        Files.writeString(file, content);
        var thrown = assertThrows(KeysUnavailableException.class, this::keys);
        assertTrue(thrown.getMessage().contains("damaged"));
        assertFalse(thrown.getMessage().contains("zz"));
    }

    @Test
    void isRefusedIfItIsTooLargeForOne() throws IOException {
        Files.writeString(file, Files.readString(file) + "#".repeat(70_000));
        var thrown = assertThrows(KeysUnavailableException.class, this::keys);
        assertTrue(thrown.getMessage().contains("too large"), thrown.getMessage());
    }

    @Test
    void isMissedClearly() throws IOException {
        Files.delete(file);
        var thrown = assertThrows(KeysUnavailableException.class, this::keys);
        assertTrue(thrown.getMessage().contains("there is no key file"));
    }

    @Test
    void otherKeysCannotUnwrap() {
        byte[] wrapped = keys().generate(new Purpose("marketing")).wrapped();
        Path other = folder.resolve("other.keys");
        KeyFile.create(other);
        Keys others = KeyFile.read(other);
        assertThrows(
                dev.ringlock.keys.CannotOpenException.class, () -> others.unwrap(new Purpose("marketing"), wrapped));
    }

    @Test
    void givesTheKnownContactIds() throws IOException {
        JsonNode vector = Vectors.read("index");
        Files.writeString(
                file,
                "wrapping=" + "00".repeat(32) + "\nmac=" + vector.get("macKey").textValue());
        assertArrayEquals(Vectors.bytes(vector, "indexKey"), keys().mac("ringlock/index/1"));
        Index index = new Index(keys());
        for (JsonNode id : vector.get("ids")) {
            assertEquals(
                    new ContactId(id.get("contactId").textValue()),
                    index.contactId(PhoneNumber.ofCanonical(id.get("number").textValue())));
        }
    }

    @Test
    void unwrapsTheKnownDataKey() throws IOException {
        JsonNode vector = Vectors.read("dataKey");
        Files.writeString(file, "wrapping=" + vector.get("wrappingKey").textValue() + "\nmac=" + "00".repeat(32));
        Purpose purpose = new Purpose(vector.get("purpose").textValue());
        DataKey key = keys().unwrap(purpose, Vectors.bytes(vector, "wrapped"));
        // the key itself does not come out; that it opens what was sealed with it shows that it is the right one
        JsonNode sealed = Vectors.read("envelope").get(0);
        assertEquals(vector.get("dataKey"), sealed.get("dataKey"));
        PhoneNumber opened = new Envelope()
                .open(
                        key,
                        new ContactId(sealed.get("contactId").textValue()),
                        purpose,
                        Vectors.bytes(sealed, "sealed"));
        assertEquals(sealed.get("number").textValue(), opened.e164());
    }
}
