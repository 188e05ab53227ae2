package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.Deep;
import dev.ringlock.standalone.testdata.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of test data, as many rows as {@code .ci/deep} wants: made by the packaged jar in 256 MiB, and imported by it. */
class ImportOfTestDataIT {

    private static final int ROWS = Deep.of(10_000, 1_000_000);
    private static final String SMALL = "-Xmx256m";

    private final Path folder;

    ImportOfTestDataIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void itIsMadeInALittleMemoryAndTheImportTakesEachRow() throws Exception {
        Path policy = Example.policy(folder, text -> text.replaceAll("tries: [0-9]+", "tries: 100000"));
        Path file = folder.resolve("people.csv");
        Path map = Files.writeString(folder.resolve("map.yaml"), TestData.mapping());
        Map<String, String> settings = Map.of("RINGLOCK_POLICY", policy.toString(), "JAVA_TOOL_OPTIONS", SMALL);
        end(settings, "testdata", "--rows", String.valueOf(ROWS), "--out", file.toString());
        CommandData.open(SettingsForTests.of(Map.of(
                        "ringlock.host",
                        "127.0.0.1",
                        "ringlock.port",
                        "0",
                        "ringlock.data",
                        RunningServer.dataIn(folder).toString(),
                        "ringlock.policy",
                        policy.toString())))
                .close();
        end(settings, "import", file.toString(), "--map", map.toString(), "--yes", "--json");
        JsonNode done = new ObjectMapper()
                .readTree(RunningServer.printedIn(folder)
                        .lines()
                        .filter(line -> line.startsWith("{"))
                        .reduce((one, last) -> last)
                        .orElseThrow());
        assertEquals("done", done.path("state").asText(), done::toString);
        assertEquals(ROWS, done.path("rows").asInt(), done::toString);
        assertEquals(0, done.path("faulty").asInt() + done.path("silent").asInt(), done::toString);
        Set<String> outcomes = new TreeSet<>();
        done.path("outcomes").fieldNames().forEachRemaining(outcomes::add);
        assertEquals(Set.of("accepted"), outcomes, done::toString);
    }

    private void end(Map<String, String> settings, String... arguments) throws InterruptedException {
        Process process = RunningServer.launched(folder, settings, arguments);
        assertTrue(process.waitFor(Deep.of(3, 60), TimeUnit.MINUTES), "it hangs");
        assertEquals(0, process.exitValue(), () -> RunningServer.printedIn(folder));
    }
}
