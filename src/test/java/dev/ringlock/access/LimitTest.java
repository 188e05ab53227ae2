package dev.ringlock.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitTest {

    private static final Limit LIMIT = new Limit(3, Duration.ofHours(1));

    @Test
    void lastTryOfAWindowPassesAndTheNextDoesNot() {
        assertTrue(LIMIT.allows(3));
        assertFalse(LIMIT.allows(4));
    }

    @Test
    void windowsBeginAtMultiplesOfTheirLength() {
        Instant at = Instant.parse("2026-11-23T10:59:59.999Z");
        assertEquals(Instant.parse("2026-11-23T11:00:00Z"), LIMIT.end(at));
        assertEquals(LIMIT.window(Instant.parse("2026-11-23T10:00:00Z")), LIMIT.window(at));
        assertNotEquals(LIMIT.window(at), LIMIT.window(LIMIT.end(at)));
    }
}
