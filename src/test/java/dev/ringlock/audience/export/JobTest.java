package dev.ringlock.audience.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Purpose;
import dev.ringlock.edge.Json;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.Envelope;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.ContactId;
import dev.ringlock.purge.People;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Outcome;
import dev.ringlock.store.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A large audience: how it is taken apart, and what its keys are asked for. */
class JobTest {

    private static final Purpose SERVICE = new Purpose("service");
    private static final int PEOPLE = 20_500;
    private static final int BROKEN = 7_000;

    private final TestClock clock = new TestClock();
    private final Large store = new Large();
    private final Engines on = new Engines(store, clock);

    @Test
    void aStepWritesPartsOfTenThousandAndAsksForEachDataKeyOnce() {
        store.fill(on);
        ExportDoor door = new ExportDoor(on, new FilesInMemory());
        String id = door.asked("service", "ndjson");
        on.keys.takeCalls();
        assertTrue(door.step(ExportStep.of(id, "service")).done());
        assertEquals(3 + 1, on.keys.takeCalls(), "a new key for each part, and the one that sealed all numbers");
        JsonNode done = Json.read(door.get("service", "/" + id).getBody(), JsonNode.class);
        assertEquals(PEOPLE - 1, done.path("count").asInt());
        assertEquals(List.of("9999", "10000", "500"), done.path("parts").findValuesAsText("count"));
        int all = 0;
        for (JsonNode part : done.path("parts")) {
            assertTrue(part.path("bytes").asInt() < 1_000_000, part::toString);
            String body = door.get(
                            "service", "/" + id + "/parts/" + part.path("part").asInt())
                    .getBody();
            assertEquals(part.path("sha256").asText(), Sha256.hex(body));
            all += (int) body.lines().distinct().count();
        }
        assertEquals(PEOPLE - 1, all);
        assertEquals("1", store.entries.get(1).get("unopened"));
    }

    /** An audience that was never stored, one of which cannot be opened; and what an export writes beside it. */
    private static final class Large extends ForwardingStore {

        private final TreeMap<ContactId, Compartment> audience = new TreeMap<>();
        private final Map<String, GuardRow> rows = new HashMap<>();
        private final List<Map<String, String>> entries = new ArrayList<>();

        Large() {
            super(null);
        }

        void fill(Engines on) {
            DataKeys dataKeys = new DataKeys(on.keys, new Envelope(), on.clock);
            // more than one data key seals, but these keys are all the same
            for (int i = 0; i < PEOPLE; i++) {
                ContactId id = ContactId.ofMac(HexFormat.of().parseHex(Sha256.hex("contact", String.valueOf(i))));
                Sealed sealed = dataKeys.seal(id, SERVICE, People.american(i));
                audience.put(id, new Compartment(SERVICE, id, sealed.sealed(), sealed.wrappedKey(), null));
            }
            ContactId broken = List.copyOf(audience.keySet()).get(BROKEN);
            Compartment one = audience.get(broken);
            audience.put(broken, new Compartment(SERVICE, broken, new byte[45], one.wrappedKey(), null));
        }

        @Override
        public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit) {
            List<Compartment> page = (cursor == null ? audience : audience.tailMap(new ContactId(cursor), false))
                    .values().stream().limit(limit).toList();
            return new Page<>(
                    page,
                    page.size() < limit ? null : page.get(limit - 1).contact().value());
        }

        @Override
        public Optional<GuardRow> recall(String name) {
            return Optional.ofNullable(rows.get(name));
        }

        @Override
        public Outcome commit(Commit commit) {
            commit.entries().forEach(entry -> entries.add(entry.fields()));
            if (commit.once() != null) {
                rows.put(commit.once().name(), commit.once());
            }
            return new Outcome.Done();
        }
    }
}
