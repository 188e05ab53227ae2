package dev.ringlock.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntryTest {

    private static final Ulid PLACE = new Ulid("01ARYZ6S410000000000000000");
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void hashesLengthPrefixedPartsWithSha256() {
        Entry entry = entry("a", PLACE, Event.GIVEN, AT, "", Map.of("k", "v"));
        assertEquals(Sha256.hex("a", PLACE.value(), "given", "2026-11-23T10:00:00Z", "", "k", "v"), entry.hash());
    }

    @Test
    void everyPartCountsInTheHash() {
        Entry entry = entry("a", PLACE, Event.GIVEN, AT, "", Map.of("k", "v"));
        List<Entry> others = List.of(
                entry("b", PLACE, Event.GIVEN, AT, "", Map.of("k", "v")),
                entry("a", PLACE.next(), Event.GIVEN, AT, "", Map.of("k", "v")),
                entry("a", PLACE, Event.RENEWED, AT, "", Map.of("k", "v")),
                entry("a", PLACE, Event.GIVEN, AT.plusMillis(1), "", Map.of("k", "v")),
                entry("a", PLACE, Event.GIVEN, AT, "x", Map.of("k", "v")),
                entry("a", PLACE, Event.GIVEN, AT, "", Map.of("k", "w")),
                entry("a", PLACE, Event.GIVEN, AT, "", Map.of("kv", "")),
                entry("a", PLACE, Event.GIVEN, AT, "", Map.of()));
        others.forEach(other -> assertNotEquals(entry.hash(), other.hash(), other.toString()));
    }

    @Test
    void oneTextIsHashedAsItIs() {
        // the well-known SHA-256 of "abc" (FIPS 180-2, B.1)
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Sha256.hex("abc"));
    }

    private static Entry entry(
            String subject, Ulid ulid, Event event, Instant at, String previous, Map<String, String> fields) {
        return new Entry(subject, ulid, event, at, previous, new TreeMap<>(fields));
    }
}
