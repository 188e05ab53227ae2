package dev.ringlock.provider;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ringlock.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    private static final Instant NOW = new TestClock().instant();

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", " 1", "1.5", "1e3", "0x1", "999999999999", "1764000000,1764000000"})
    void aTimeThatIsNoNumberOfSecondsIsNone(String time) {
        assertFalse(new Window(Duration.ofDays(100_000), Duration.ofDays(100_000)).hasSeconds(time, NOW));
    }
}
