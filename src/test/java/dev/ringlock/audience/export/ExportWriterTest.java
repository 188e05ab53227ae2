package dev.ringlock.audience.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.access.Actor;
import dev.ringlock.http.Json;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.purge.People;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Page;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A large audience: how it is taken apart, and what its keys are asked for. */
class ExportWriterTest {

    private static final Purpose SERVICE = new Purpose("service");
    private static final int PEOPLE = 20_500;
    private static final int BROKEN = 7_000;

    private final TestClock clock = new TestClock();
    private final Large store = new Large();
    private final Engines on = new Engines(store, clock);

    @Test
    void aStepWritesPartsOfTenThousandAndAsksForEachDataKeyOnce() {
        store.fill(on, PEOPLE);
        ExportClient door = new ExportClient(on, new FilesInMemory());
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

    @Test
    void aPartEndsAfterFiftyPagesHoweverShortTheyAre() {
        store.fill(on, 120);
        store.most = 1;
        ExportClient door = new ExportClient(on, new FilesInMemory());
        String id = door.asked("service", "csv");
        door.run("service", id);
        JsonNode done = Json.read(door.get("service", "/" + id).getBody(), JsonNode.class);
        assertEquals(List.of("50", "50", "20"), done.path("parts").findValuesAsText("count"));
    }

    /** Whoever was in the file is gone; a part is recalled whole, and a page ends before it is too long to be answered. */
    @Test
    void aRecallsPageEndsBeforeAHundredThousand() {
        FilesInMemory files = new FilesInMemory();
        PartSeals seals = new PartSeals(on.keys, new Envelope());
        ExportOrder ask = new ExportOrder(
                Ulid.of(clock.instant(), new byte[10]).value(), "service", "csv", "why", "spring", "cam");
        StringBuilder text = new StringBuilder(ExportFormat.CSV.header());
        for (int i = 0; i < ExportWriter.MOST_IN_PART; i++) {
            ContactId id = ContactId.ofMac(HexFormat.of().parseHex(Sha256.hex("contact", String.valueOf(i))));
            ExportFormat.CSV.write(text, id, People.american(i));
        }
        List<ExportPart> parts = new ArrayList<>();
        for (int part = 1; part <= 11; part++) {
            Sealed sealed =
                    seals.seal(ask.exportId(), SERVICE, part, text.toString().getBytes(StandardCharsets.UTF_8));
            files.put("service/" + part, sealed.sealed());
            String key = Base64.getEncoder().encodeToString(sealed.wrappedKey());
            String last = "c1_" + "z".repeat(26);
            parts.add(new ExportPart(
                    part, ExportWriter.MOST_IN_PART, 1, "", 0, "service/" + part, key, null, last, null));
        }
        Manifest manifest = new Manifest(ask, parts, null);
        Actor cam = new Actor("cam", Set.of());
        ExportDownload handing = new ExportDownload(store, files, seals, on.arrivals);
        ExportDownload.Recalled page = handing.recall(cam, manifest, 1);
        assertEquals(ExportDownload.MOST_RECALLED, page.contacts().size());
        assertEquals(11, page.next());
        ExportDownload.Recalled rest = handing.recall(cam, manifest, 11);
        assertEquals(ExportWriter.MOST_IN_PART, rest.contacts().size());
        assertNull(rest.next());
    }

    /** An audience that was never stored, one of which cannot be opened; and what an export writes beside it. */
    private static final class Large extends ForwardingStore {

        private int most = Integer.MAX_VALUE;
        private final TreeMap<ContactId, Compartment> audience = new TreeMap<>();
        private final Map<String, GuardRow> rows = new HashMap<>();
        private final List<Map<String, String>> entries = new ArrayList<>();

        Large() {
            super(null);
        }

        void fill(Engines on, int people) {
            DataKeys dataKeys = new DataKeys(on.keys, new Envelope(), on.clock);
            // more than one data key seals, but these keys are all the same
            for (int i = 0; i < people; i++) {
                ContactId id = ContactId.ofMac(HexFormat.of().parseHex(Sha256.hex("contact", String.valueOf(i))));
                Sealed sealed = dataKeys.seal(id, SERVICE, People.american(i));
                audience.put(id, new Compartment(SERVICE, id, sealed.sealed(), sealed.wrappedKey(), null));
            }
            if (people <= BROKEN) {
                return;
            }
            ContactId broken = List.copyOf(audience.keySet()).get(BROKEN);
            Compartment one = audience.get(broken);
            audience.put(broken, new Compartment(SERVICE, broken, new byte[45], one.wrappedKey(), null));
        }

        @Override
        public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int wanted) {
            int limit = Math.min(most, wanted);
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
        public CommitResult commit(Commit commit) {
            commit.entries().forEach(entry -> entries.add(entry.fields()));
            commit.once().forEach(row -> rows.put(row.name(), row));
            return new CommitResult.Done();
        }
    }
}
