package dev.ringlock.keys.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;
import dev.ringlock.keys.SignerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSignerTest extends SignerContract {

    private static final String OLD = "# mine\nwrapping=" + "01".repeat(32) + "\nmac=" + "02".repeat(32) + "\nlater=x";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void create() {
        file = folder.resolve("ringlock.keys");
        KeyFile.create(file);
    }

    @Override
    protected Signer signer() {
        return KeyFile.read(file).signer();
    }

    @Test
    void anOlderFileGetsAKeyOnceAndKeepsEveryLine() throws IOException {
        writeOld();
        assertTrue(KeyFile.completed(file));
        String text = Files.readString(file);
        assertTrue(text.startsWith(OLD + "\nsigning={"), text);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String id = signer().publicKey().getKeyID();
        assertFalse(KeyFile.completed(file));
        assertEquals(id, signer().publicKey().getKeyID());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "a half-written file was left");
        }
    }

    @Test
    void anOlderFileThatCannotBeWrittenGoesOnWithoutOne() throws IOException {
        writeOld();
        KeyFile keys = KeyFile.read(file);
        assertEquals(32, keys.mac("ringlock/index/1").length);
        assertThrows(KeysUnavailableException.class, () -> keys.signer().publicKey());
        assertThrows(KeysUnavailableException.class, () -> keys.signer().sign(new byte[] {1}));
    }

    /** A name that is a link goes on being one. */
    @Test
    void aLinkToTheFileStaysALink() throws IOException {
        writeOld();
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        KeyFile.completed(link);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(
                KeyFile.read(link).signer().publicKey(),
                KeyFile.read(file).signer().publicKey());
    }

    @Test
    void anotherSigningKeyTakesThePlaceOfTheOneBeforeAndOfNothingElse() {
        KeyFile before = KeyFile.read(file);
        KeyFile next = before.withNewSigningKey();
        next.writeSigning(file);
        KeyFile after = KeyFile.read(file);
        assertNotEquals(before.signer().publicKey(), after.signer().publicKey());
        assertEquals(next.signer().publicKey(), after.signer().publicKey());
        assertEquals(before.indexSecrets().text(), after.indexSecrets().text());
        byte[] sealed = before.sealSeed("ana", new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {1, 2, 3}, after.openSeed("ana", sealed));
    }

    @Test
    void aDamagedKeyIsRefusedWithoutRepeatingIt() throws IOException {
        String key = line("signing=");
        String other = FileSigner.newKey();
        String halves = other.replaceAll("\"d\":\"[^\"]+\"", part(key, "d"));
        assertNotEquals(other, halves);
        for (String damaged :
                List.of("{}", "x", key.substring(0, 40), key.replaceFirst("\"d\":\"[^\"]+\",?", ""), halves)) {
            Files.writeString(file, Files.readString(file).replaceAll("(?m)^signing=.*$", "signing=" + damaged));
            var thrown = assertThrows(KeysUnavailableException.class, () -> KeyFile.read(file), damaged);
            assertEquals("the key file " + file + " is damaged", thrown.getMessage());
        }
    }

    private static String part(String key, String name) {
        int begin = key.indexOf("\"" + name + "\":\"");
        return key.substring(begin, key.indexOf('"', begin + name.length() + 4) + 1);
    }

    private String line(String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }

    private void writeOld() throws IOException {
        Files.writeString(file, OLD);
    }
}
