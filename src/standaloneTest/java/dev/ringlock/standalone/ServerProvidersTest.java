package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProvidersTest {

    private static final String TWILIO =
            "{\"publicUrl\":\"https://ringlock.example.com\",\"twilio\":{\"authTokens\":[\"s3cr3t\"]}}";

    private final Path file;
    private final boolean posix;

    ServerProvidersTest(@TempDir Path folder) throws IOException {
        file = folder.resolve("webhooks.json");
        posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    }

    private Path written(String json, String mode) throws IOException {
        Files.writeString(file, json);
        if (posix) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
        return file;
    }

    private static void assertRefused(Path file, String... told) {
        String message = String.valueOf(assertThrows(ConfigurationException.class, () -> ServerProviders.read(file))
                .getMessage());
        for (String words : told) {
            assertTrue(message.contains(words), message);
        }
        assertFalse(message.contains("s3cr3t"), message);
    }

    @Test
    void theOwnersFileIsRead() throws Exception {
        assertEquals(
                Set.of("twilio"),
                ServerProviders.read(written(TWILIO, "rw-------")).providers());
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws Exception {
        for (String mode : posix ? new String[] {"rw-r-----", "rw----r--", "rw--w----"} : new String[0]) {
            assertRefused(written(TWILIO, mode), file.toString(), "0600");
        }
    }

    @Test
    void mistakesAreToldWithTheFile() throws Exception {
        assertRefused(
                written(TWILIO.replace("[", "").replace("]", ""), "rw-------"), file.toString(), "/twilio/authTokens");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertRefused(file, file.toString());
    }
}
