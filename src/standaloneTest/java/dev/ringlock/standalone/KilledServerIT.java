package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.Deep;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies in the middle of its work has kept every signup that it said yes to, and each of them whole. */
class KilledServerIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = Deep.of(2, 8);
    private static final int THREADS = 6;
    private static final int ACKNOWLEDGED_IN_A_ROUND = 250;
    private static final List<Integer> AREAS = List.of(202, 212, 305, 415);
    private static final int LINES = 100;

    private final Path folder;

    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    KilledServerIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyAcknowledgedSignupIsThereAndWholeAfterTheServerWasKilled() throws Exception {
        Path policy = Example.policy(folder, text -> text.replaceAll("tries: [0-9]+", "tries: 100000"));
        try (RunningServer server =
                RunningServer.start(folder, Map.of("RINGLOCK_POLICY", policy.toString()), "--demo")) {
            for (int round = 1; round <= ROUNDS; round++) {
                captureUntilKilled(server);
                server.restart();
                JsonNode rows = JSON.readTree(server.get("/local/rows").body());
                assertEquals(
                        Set.of(), missing(acknowledged, recordIds(rows)), "acknowledged, but not kept, round " + round);
                checkContacts(rows);
            }
            assertTrue(acknowledged.size() >= ROUNDS * ACKNOWLEDGED_IN_A_ROUND);
        }
    }

    /** Kills by what was acknowledged and not by time, so that the kill always falls into the middle of the stream. */
    private void captureUntilKilled(RunningServer server) throws Exception {
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_IN_A_ROUND);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> streams = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                streams.add(threads.submit(() -> capture(server, enough)));
            }
            while (!enough.await(100, TimeUnit.MILLISECONDS)) {
                // a stream ends before the kill only if something is wrong, and its future then says what
                for (Future<?> stream : streams) {
                    if (stream.isDone()) {
                        stream.get();
                    }
                }
            }
            server.killForcibly();
            for (Future<?> stream : streams) {
                stream.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Until the connection breaks. Each number comes twice at once and again later: contacts are changed as well as made. */
    private void capture(RunningServer server, CountDownLatch enough) {
        while (true) {
            int i = next.getAndIncrement();
            String[] purposes = i % 3 == 0 ? new String[] {"marketing", "service"} : new String[] {"marketing"};
            HttpResponse<String> answer;
            try {
                answer = server.post("/v1/consents", Example.JSON, Example.json(number(i / 2), purposes));
            } catch (IOException e) {
                assertEquals(0, enough.getCount(), "the connection broke before the kill");
                return;
            }
            assertEquals(201, answer.statusCode(), answer::body);
            acknowledged.add(recordId(answer.body()));
            enough.countDown();
        }
    }

    private static void checkContacts(JsonNode rows) throws IOException {
        Set<String> compartments = new HashSet<>();
        rows.get("compartments")
                .forEach(row -> compartments.add(row.get("purpose").asText() + " "
                        + row.get("contact_id").asText()));
        Map<String, String> newest = new HashMap<>();
        rows.get("ledger")
                .forEach(row -> newest.merge(
                        row.get("subject").asText(), row.get("ulid").asText(), (a, b) -> a.compareTo(b) > 0 ? a : b));
        Set<String> expected = new HashSet<>();
        for (JsonNode contact : rows.get("contacts")) {
            String id = contact.get("contact_id").asText();
            JsonNode consents = JSON.readTree(contact.get("consents").asText());
            assertFalse(consents.isEmpty(), "a contact without a consent");
            consents.properties().forEach(consent -> {
                assertEquals("granted", consent.getValue().get("state").asText());
                expected.add(consent.getKey() + " " + id);
            });
            expected.add("maintenance " + id);
            assertEquals(
                    newest.get(id),
                    contact.get("head_ulid").asText(),
                    "the contact and the ledger are of one transaction");
        }
        assertEquals(expected, compartments, "each granted purpose has its compartment, and there is no other");
    }

    private static Set<String> recordIds(JsonNode rows) throws IOException {
        Set<String> ids = new HashSet<>();
        for (JsonNode row : rows.get("ledger")) {
            ids.add(JSON.readTree(row.get("fields").asText()).path("record_id").asText());
        }
        return ids;
    }

    private static Set<String> missing(Set<String> wanted, Set<String> found) {
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(found);
        return missing;
    }

    private static String recordId(String body) {
        try {
            return JSON.readTree(body).get("recordId").asText();
        } catch (IOException e) {
            throw new AssertionError("not JSON", e);
        }
    }

    private static String number(int i) {
        int area = AREAS.get(i / LINES % AREAS.size());
        return "+1%d55501%02d".formatted(area, i % LINES);
    }
}
