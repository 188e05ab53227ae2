package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.TestClock;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.HashTree;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.anchor.AnchorRun;
import dev.ringlock.store.sqlite.SqliteStore;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The owner's settings of anchors, and the folder of their choice. */
class ServerAnchorsTest {

    private final TestClock clock = new TestClock();
    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();

    ServerAnchorsTest(@TempDir Path folder) {
        this.folder = folder;
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
    }

    @ParameterizedTest
    @CsvSource({
        "time-authority, http://tsa.example/, RINGLOCK_TIME_AUTHORITY",
        "time-authority, not an address, RINGLOCK_TIME_AUTHORITY",
        "time-authority-policy, 1.2.x, RINGLOCK_TIME_AUTHORITY_POLICY",
        "anchor-every, PT1M, RINGLOCK_ANCHOR_EVERY",
        "anchor-every, daily, RINGLOCK_ANCHOR_EVERY",
        "time-authority-policy, 1.50, RINGLOCK_TIME_AUTHORITY_POLICY",
        "time-authority-policy, 0.40.1, RINGLOCK_TIME_AUTHORITY_POLICY",
        "time-authority-policy, 3.1, RINGLOCK_TIME_AUTHORITY_POLICY",
        "time-authority, https://pia@tsa.example/, RINGLOCK_TIME_AUTHORITY"
    })
    void aSettingThatMakesNoSenseIsNamed(String name, String value, String named) throws IOException {
        settings.put("ringlock." + name, value);
        try (SqliteStore store = SqliteStore.open(folder.resolve("a.db"), clock)) {
            ConfigurationException refused =
                    assertThrows(ConfigurationException.class, () -> ServerAnchors.of(read(), store, clock));
            assertTrue(String.valueOf(refused.getMessage()).contains(named), refused.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.4.0.2023.1.1", "1.39", "2.999.1", "2.16.840.1.114412.7.1"})
    void aPolicyThatCanBeIsTaken(String policy) throws IOException {
        settings.put("ringlock.time-authority", "https://tsa.example/");
        settings.put("ringlock.time-authority-policy", policy);
        try (SqliteStore store = SqliteStore.open(folder.resolve("a.db"), clock)) {
            assertTrue(ServerAnchors.of(read(), store, clock).isPresent());
        }
    }

    @Test
    void withoutAnAuthorityOrAFolderNothingIsAnchored() throws IOException {
        try (SqliteStore store = SqliteStore.open(folder.resolve("a.db"), clock)) {
            assertTrue(ServerAnchors.of(read(), store, clock).isEmpty());
        }
    }

    @Test
    void eachAnchorIsOneFileOfTheFolderAndAFileThatIsThereStays() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        settings.put("ringlock.anchors", place.toString());
        try (SqliteStore store = SqliteStore.open(folder.resolve("a.db"), clock)) {
            AnchorRun run = ServerAnchors.of(read(), store, clock).orElseThrow();
            for (int day = 0; day < 2; day++) {
                write(store);
                clock.advance(Duration.ofDays(1));
                assertEquals(List.of(), run.run());
                assertEquals(List.of(), run.run());
            }
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(place)) {
            files = all.sorted().toList();
        }
        assertEquals(2, files.size());
        JsonNode first = new ObjectMapper().readTree(files.get(0).toFile());
        JsonNode second = new ObjectMapper().readTree(files.get(1).toFile());
        assertEquals(first.path("anchor").asText(), second.path("previous").asText());
        assertEquals(
                second.path("anchor").asText(),
                HashTree.anchor(
                        first.path("anchor").asText(), second.path("root").asText()));
        assertFalse(Files.readString(files.get(0)).contains("actor"));
    }

    /** The server starts without it: nobody could opt out else. */
    @Test
    void aFolderThatIsAwayAtTheStartGetsWhatItMissed() throws IOException {
        Path place = folder.resolve("place");
        settings.put("ringlock.anchors", place.toString());
        try (SqliteStore store = SqliteStore.open(folder.resolve("a.db"), clock)) {
            new AnchorSchedule(read(), store, clock);
            AnchorRun run = ServerAnchors.of(read(), store, clock).orElseThrow();
            for (int day = 0; day < 2; day++) {
                write(store);
                clock.advance(Duration.ofDays(1));
                assertEquals(1, run.run().size());
            }
            Files.createDirectory(place);
            assertEquals(List.of(), run.run());
        }
        try (Stream<Path> all = Files.list(place)) {
            assertEquals(2, all.count());
        }
    }

    private void write(SqliteStore store) {
        Arrivals arrivals = new Arrivals(clock);
        store.append(() -> List.of(new Entry(
                "actor/pia", arrivals.ulid(clock.instant()), Event.READ, clock.instant(), "", new TreeMap<>())));
    }

    private ServerSettings read() {
        return new SmallRyeConfigBuilder()
                .withMapping(ServerSettings.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ServerSettings.class);
    }
}
