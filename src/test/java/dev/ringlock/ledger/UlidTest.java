package dev.ringlock.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class UlidTest {

    private static final byte[] ONES = HexFormat.of().parseHex("ff".repeat(10));

    @Test
    void theFirstOfAnInstantIsBehindAllBeforeItAndBeforeAllFromItOn() {
        Instant at = Instant.parse("2026-11-23T10:00:00.123Z");
        assertTrue(Ulid.of(at.minusMillis(1), ONES).compareTo(Ulid.first(at)) < 0);
        assertEquals(Ulid.of(at, new byte[10]), Ulid.first(at));
        assertEquals(Ulid.first(at), Ulid.first(at.minusNanos(1)), "nothing arrives between two milliseconds");
        assertEquals(Ulid.first(Instant.EPOCH), Ulid.first(Instant.MIN));
        assertTrue(Ulid.first(at).compareTo(Ulid.first(Instant.MAX)) < 0);
    }

    @Test
    void carriesItsMillisecondsInFront() {
        // the ULID specification's own example: 1469918176385 is 01ARYZ6S41
        Ulid ulid = Ulid.of(Instant.ofEpochMilli(1_469_918_176_385L), new byte[10]);
        assertEquals("01ARYZ6S410000000000000000", ulid.value());
    }

    @Test
    void sortsByTime() {
        Ulid earlier = Ulid.of(Instant.ofEpochMilli(1_000), ONES);
        Ulid later = Ulid.of(Instant.ofEpochMilli(1_001), new byte[10]);
        assertTrue(earlier.compareTo(later) < 0);
        assertEquals(later, earlier.next());
    }

    @Test
    void hasANextOneRightBehindIt() {
        assertEquals(
                "01ARYZ6S410000000000000001",
                new Ulid("01ARYZ6S410000000000000000").next().value());
        assertEquals(
                "01ARYZ6S410000000000000010",
                new Ulid("01ARYZ6S41000000000000000Z").next().value());
    }

    @Test
    void refusesOtherShapes() {
        assertThrows(IllegalArgumentException.class, () -> new Ulid("8ZZZZZZZZZZZZZZZZZZZZZZZZZ"));
        assertThrows(IllegalArgumentException.class, () -> new Ulid("01aryz6s410000000000000000"));
        assertThrows(IllegalArgumentException.class, () -> new Ulid(""));
    }
}
