package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path around;

    @Test
    void whatIsMadeIsForItsOwnerOnly() throws IOException {
        Path folder = around.resolve("a/b");
        try (DataFolder data = DataFolder.open(folder)) {
            data.prepare(folder.resolve("test.db"));
            assertEquals("rwx------", mode(folder));
            assertEquals("rw-------", mode(folder.resolve("test.db")));
            assertEquals("rw-------", mode(folder.resolve("ringlock.lock")));
        }
    }

    @Test
    void aDatabaseThatOthersMayReadIsTakenFromThem() throws IOException {
        Path database = around.resolve("test.db");
        Path log = around.resolve("test.db-wal");
        for (Path file : new Path[] {database, log}) {
            Files.createFile(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        try (DataFolder data = DataFolder.open(around)) {
            data.prepare(database);
        }
        assertEquals("rw-------", mode(database));
        assertEquals("rw-------", mode(log));
    }

    /** As the live reload of dev mode opens it again. */
    @Test
    void twoMayNotHaveItAtATimeInOneProcessEither() throws IOException {
        try (DataFolder first = DataFolder.open(around)) {
            var refused = assertThrows(ConfigurationException.class, () -> DataFolder.open(around));
            assertTrue(
                    refused.getMessage()
                            .contains("(process " + ProcessHandle.current().pid() + ") has the folder " + around),
                    refused.getMessage());
        }
        DataFolder.open(around).close();
    }

    @Test
    void aFileInItsPlaceIsTold() throws IOException {
        Path file = Files.createFile(around.resolve("file"));
        var refused = assertThrows(ConfigurationException.class, () -> DataFolder.open(file));
        assertTrue(refused.getMessage().contains("it is not a folder"), refused.getMessage());
        assertTrue(refused.getMessage().contains("RINGLOCK_DATA"), refused.getMessage());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
