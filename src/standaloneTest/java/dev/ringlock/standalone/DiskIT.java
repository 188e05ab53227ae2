package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringlock.standalone.RunningServer.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full and a read-only disk, as far as this user may mount one. Other tests have the same errors without a disk. */
class DiskIT {

    private final Path folder;

    DiskIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatAFullDiskRefusesAtTheStartIsToldInOneLine() throws Exception {
        // no room for the keys, for the tables, for what is on the ledger first
        for (String size : new String[] {"4k", "8k", "64k", "200k"}) {
            try (MountedDisk disk = mounted("size=" + size)) {
                assertRefused(disk, "is full|No space left");
            }
        }
    }

    @Test
    void whatAReadOnlyDiskRefusesIsToldInOneLine() throws Exception {
        try (MountedDisk disk = mounted("size=1m,ro")) {
            assertRefused(disk, "Read-only file system");
        }
    }

    @Test
    void aDatabaseThatIsReadOnlySinceTheLastStartIsToldInOneLine() throws Exception {
        try (MountedDisk disk = mounted("size=8m")) {
            RunningServer.start(folder, settings(disk), "--demo").close();
            disk.again("ro");
            assertRefused(disk, "Read-only file system");
        }
    }

    @Test
    void aStopOnAFullDiskIs503UntilThereIsRoomAgainWithoutARestart() throws Exception {
        try (MountedDisk disk = mounted("size=16m");
                RunningServer server = RunningServer.start(folder, settings(disk), "--demo")) {
            fill(disk.folder().resolve("filler"));
            int refused = 0;
            String answer = stop(server, refused);
            // what is left of the disk's last page may take some
            while (answer.contains("\"status\":200") && refused < 99) {
                answer = stop(server, ++refused);
            }
            assertTrue(answer.contains("\"status\":503") && answer.contains("Retry-After"), answer);
            assertTrue(server.log().contains("SQLITE_FULL (13)"), server::log);
            Files.delete(disk.folder().resolve("filler"));
            String again = stop(server, refused);
            assertTrue(again.contains("\"status\":200"), again);
            assertFalse(server.log().contains("20255501"), server::log);
        }
    }

    private static String stop(RunningServer server, int person) throws IOException {
        String text = "{\"from\": \"+120255501%02d\", \"to\": \"+12025550101\", \"text\": \"STOP\"}".formatted(person);
        return server.post("/local/inbox", Example.JSON, text).body();
    }

    /** To the last byte. */
    private static void fill(Path file) {
        for (int size : new int[] {1 << 20, 1 << 12, 1}) {
            try {
                while (true) {
                    Files.write(file, new byte[size], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            } catch (IOException e) {
                // smaller pieces may still fit
            }
        }
    }

    private MountedDisk mounted(String options) throws Exception {
        Optional<MountedDisk> disk = MountedDisk.mount(Files.createDirectories(folder.resolve("disk")), options);
        assumeTrue(disk.isPresent(), "this user may not mount a disk");
        return disk.orElseThrow();
    }

    private static Map<String, String> settings(MountedDisk disk) {
        return Map.of("RINGLOCK_DATA", disk.folder().resolve("data").toString());
    }

    private void assertRefused(MountedDisk disk, String why) {
        Ended ended = RunningServer.runToEnd(folder, settings(disk), "--demo");
        assertNotEquals(0, ended.exit());
        assertEquals(1, ended.printed().lines().count(), ended::printed);
        assertTrue(ended.printed().matches("(?s).*(" + why + ").*"), ended::printed);
        assertTrue(ended.printed().contains(disk.folder().toString()), ended::printed);
    }
}
