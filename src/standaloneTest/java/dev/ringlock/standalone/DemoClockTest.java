package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoClockTest {

    private final TestClock machine = new TestClock();
    private final Path file;
    private final DemoClock clock;

    DemoClockTest(@TempDir Path folder) {
        file = folder.resolve("demo.clock");
        clock = DemoClock.read(machine, file);
    }

    @Test
    void beforeItJumpsItIsTheMachines() {
        assertEquals(machine.instant(), clock.instant());
        assertFalse(clock.isAhead());
    }

    @ParameterizedTest
    @CsvSource({
        "P30D, 2046-12-23T10:00:00Z",
        "p1y2m, 2048-01-23T10:00:00Z",
        "P2W, 2046-12-07T10:00:00Z",
        "PT36H, 2046-11-24T22:00:00Z",
        "P1MT0.5S, 2046-12-23T10:00:00.500Z",
        "P1DT12H, 2046-11-24T22:00:00Z",
        "P10Y, 2056-11-23T10:00:00Z"
    })
    void itJumpsByPeriodsOfTheCalendarAndByTimes(String by, Instant then) {
        assertEquals(Optional.of(then), clock.jump(by));
        assertEquals(then, clock.instant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "P",
                "PT",
                "T1H",
                "P1DT",
                "30 days",
                "30",
                "P-1D",
                "-P1D",
                "PT-1S",
                "P0D",
                "P1DT-24H",
                "P10YT1S",
                "P11Y",
                "P2147483647Y",
                "P9999999999Y",
                "PT9223372036854775807S"
            })
    void whatLeadsNowhereOrBackOrTooFarIsRefused(String by) {
        assertEquals(Optional.empty(), clock.jump(by));
        assertEquals(machine.instant(), clock.instant());
        assertFalse(Files.exists(file));
    }

    @Test
    void itGoesOnWithTheMachineAndStaysAheadAfterARestart() {
        clock.jump("P30D");
        clock.jump("PT1H");
        machine.advance(Duration.ofMinutes(5));

        assertEquals(Instant.parse("2046-12-23T11:05:00Z"), clock.instant());
        DemoClock restarted = DemoClock.read(machine, file);
        assertEquals(clock.instant(), restarted.instant());
        assertTrue(restarted.isAhead());
        assertEquals(30, restarted.daysAhead());
    }

    @Test
    void aFileThatHoldsSomethingElseIsNamed() throws Exception {
        Files.writeString(file, "tomorrow");

        var told = assertThrows(ConfigurationException.class, () -> DemoClock.read(machine, file));
        assertTrue(told.getMessage().contains(file.toString()), told::getMessage);
    }
}
