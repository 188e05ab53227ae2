package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher beside the jar: its first run leaves an archive of the server's classes, and the next one uses it. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {

    private static final String FROM_THE_ARCHIVE = "source: shared objects file (top)";

    private final Path folder;

    LauncherIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theSecondStartTakesItsClassesFromTheArchiveThatTheFirstOneLeft() throws Exception {
        Path launcher = installed();
        assertFalse(loaded(launcher, "first").contains(FROM_THE_ARCHIVE));
        List<Path> archives = archives();
        assertEquals(1, archives.size());

        String second = loaded(launcher, "second");
        assertTrue(
                second.lines()
                        .anyMatch(line ->
                                line.contains("dev.ringlock.standalone.Gateway ") && line.contains(FROM_THE_ARCHIVE)),
                "the server's own classes");
        assertEquals(archives, archives());
    }

    @Test
    void anArchiveThatIsNoneIsIgnoredWithoutAWord() throws Exception {
        Path launcher = installed();
        loaded(launcher, "first");
        Path archive = archives().get(0);
        Files.delete(archive);
        Files.writeString(archive, "no archive");
        loaded(launcher, "second");
    }

    private String loaded(Path launcher, String name) throws IOException {
        Path classes = folder.resolve(name + ".classes");
        Map<String, String> settings = Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "RINGLOCK_JAVA_OPTIONS",
                "-Xlog:class+load:file=" + classes);
        Path home = Files.createDirectory(folder.resolve(name));
        try (RunningServer server = RunningServer.launched(launcher, home, settings)) {
            assertEquals(200, server.get("/").statusCode());
            server.stop();
            assertTrue(server.log().lines().noneMatch(line -> line.startsWith("[")), server::log);
        }
        return Files.readString(classes);
    }

    private Path installed() throws IOException {
        Path jar = Path.of(Objects.requireNonNull(System.getProperty("ringlock.jar")));
        for (Path file : List.of(jar, jar.resolveSibling("ringlock"))) {
            Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return folder.resolve("ringlock");
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }
}
