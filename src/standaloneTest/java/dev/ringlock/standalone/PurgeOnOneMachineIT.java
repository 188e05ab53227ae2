package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's clock jumps and what is due goes; in lasting mode nothing jumps, and the schedule is the owner's. */
class PurgeOnOneMachineIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "+12025550123";

    private final Path folder;

    PurgeOnOneMachineIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aDryRunChangesNothingAndARunTakesWhatIsDue() throws Exception {
        try (RunningServer server = demo()) {
            server.post("/v1/consents", Example.JSON, Example.json(NUMBER, "marketing", "service"));
            jump(server, "P4Y");
            JsonNode before = rows(server);

            JsonNode dry = ok(server.post("/local/run/purge?dryRun=true", Example.JSON, ""));
            assertEquals(before, rows(server));
            JsonNode real = ok(server.post("/local/run/purge", Example.JSON, ""));

            assertTrue(dry.path("dryRun").asBoolean());
            assertFalse(real.path("dryRun").asBoolean(true));
            assertEquals(1, dry.path("due").asInt(), dry::toString);
            assertEquals(dry.path("counts"), real.path("counts"));
            assertFalse(real.path("counts").isEmpty(), real::toString);
            assertTrue(rows(server).path("compartments").isEmpty());
            assertFalse(rows(server)
                    .path("contacts")
                    .get(0)
                    .path("consents")
                    .asText()
                    .contains("granted"));
            assertTrue(ledger(server, "purged")
                    .anyMatch(row -> row.path("fields")
                            .asText()
                            .contains(real.path("run").asText())));
            assertEquals(
                    0,
                    ok(server.post("/local/run/purge", Example.JSON, ""))
                            .path("due")
                            .asInt());
        }
    }

    /** The demo's clock is put ahead behind its back, as a machine's wrong clock is. */
    @Test
    void aStartWithTheClockThreeYearsAheadEndsNothingUntilTheOwnerSaysThatItIsRight() throws Exception {
        Path clock = RunningServer.dataIn(folder).resolve("demo.clock");
        try (RunningServer server = demo()) {
            server.post("/v1/consents", Example.JSON, Example.json(NUMBER, "marketing", "service"));
            JsonNode compartments = rows(server).path("compartments");
            server.stop();
            Files.writeString(clock, "PT26304H");
            server.restart();

            JsonNode refused = ok(server.post("/local/run/purge", Example.JSON, ""));
            assertEquals("clock_ahead", refused.path("refused").path("reason").asText(), refused::toString);
            assertEquals(0, refused.path("due").asInt());
            assertEquals(compartments, rows(server).path("compartments"));
            assertTrue(ledger(server, "purged")
                    .anyMatch(row -> row.path("fields").asText().contains("clock_ahead")));
            assertTrue(server.get("/local/purge").body().contains("The clock is too far past"));

            server.stop();
            Files.delete(clock);
            server.restart();
            JsonNode right = ok(server.post("/local/run/purge", Example.JSON, ""));
            assertFalse(right.has("refused"), right::toString);
            assertEquals(compartments, rows(server).path("compartments"));
        }
        assertTrue(log().contains("is refused: the clock says"));
        assertTrue(log().contains("RINGLOCK_ACCEPT_CLOCK_UNTIL"));

        Files.writeString(clock, "PT26304H");
        String word = now().plus(1_097, ChronoUnit.DAYS).toString();
        Map<String, String> settings = Map.of("RINGLOCK_PURGE_EVERY", "PT24H", "RINGLOCK_ACCEPT_CLOCK_UNTIL", word);
        try (RunningServer server = RunningServer.start(folder, settings, "--demo")) {
            JsonNode accepted = ok(server.post("/local/run/purge", Example.JSON, ""));
            assertFalse(accepted.has("refused"), accepted::toString);
            assertTrue(rows(server).path("compartments").isEmpty());
        }
    }

    @Test
    void aPurposeThatLeftThePolicyIsToldAtTheStartAndItsConsentsEnd() throws Exception {
        try (RunningServer server = demo(Example.policy(folder))) {
            server.post("/v1/consents", Example.JSON, Example.json(NUMBER, "service"));
            assertFalse(rows(server).path("compartments").isEmpty());
        }
        Path renamed = Example.policy(
                folder,
                text -> text.replace("\n  service:\n", "\n  orders:\n")
                        .replace("[marketing, service]", "[marketing, orders]")
                        .replace("service: CustomerOrderManagement", "orders: CustomerOrderManagement")
                        .replace("version: 1", "version: 2"));
        try (RunningServer server = demo(renamed)) {
            assertTrue(log().contains("The purpose service is not in the policy any more"));
            // a run by hand waits for the one at work: by its answer the one of the start has been
            ok(server.post("/local/run/purge", Example.JSON, ""));
            assertTrue(rows(server).path("compartments").isEmpty());
            assertTrue(ledger(server, "expired")
                    .anyMatch(row -> row.path("fields").asText().contains("purpose_removed")));
        }
    }

    @Test
    void theScheduleRunsWithTheServer() throws Exception {
        try (RunningServer server = demo()) {
            server.post("/v1/consents", Example.JSON, Example.json(NUMBER, "marketing"));
            jump(server, "P4Y");
            assertFalse(rows(server).path("compartments").isEmpty());
            server.stop();
            server.restart();

            // a run by hand waits for the one at work: by its answer the one of the start has been
            assertEquals(
                    0,
                    ok(server.post("/local/run/purge", Example.JSON, ""))
                            .path("due")
                            .asInt());
            assertTrue(rows(server).path("compartments").isEmpty());
        }
    }

    @Test
    void theClockStaysAheadAfterARestartAndWithoutTheDatabaseBeginsAnew() throws Exception {
        try (RunningServer server = demo()) {
            Instant jumped = jump(server, "P1M");
            assertTrue(jumped.isAfter(
                    now().atZone(ZoneOffset.UTC).plusMonths(1).minusMinutes(5).toInstant()));
            server.killForcibly();
            server.restart();
            Instant again = instant(server.get("/local/clock"));
            assertFalse(again.isBefore(jumped));
            assertTrue(server.get("/local/").body().contains("Its clock has jumped"));

            server.stop();
            for (String file : List.of("demo.db", "demo.db-wal", "demo.db-shm", "demo.keys")) {
                Files.deleteIfExists(server.data().resolve(file));
            }
            server.restart();
            assertTrue(instant(server.get("/local/clock")).isBefore(jumped.minus(20, ChronoUnit.DAYS)));
        }
    }

    @Test
    void whatIsNoJumpAndWhatIsNoRunIsRefused() throws Exception {
        try (RunningServer server = demo()) {
            for (String body : List.of(
                    "{}",
                    "{\"advance\": 30}",
                    "{\"advance\": \"P-1D\"}",
                    "{\"advance\": \"P11Y\"}",
                    "{\"advance\": \"P1D\", \"by\": 1}")) {
                assertProblem(422, server.post("/local/clock", Example.JSON, body));
            }
            assertProblem(400, server.post("/local/clock", Example.JSON, "P30D"));
            assertProblem(400, server.post("/local/run/purge?dryRun=yes", Example.JSON, ""));
            assertProblem(404, server.get("/local/run/purge"));
            HttpResponse<String> page = server.post("/local/purge", Example.FORM, "advance=soon");
            assertEquals(422, page.statusCode());
            assertTrue(page.body().contains("role=\"alert\""), page::body);
            assertProblem(400, server.post("/local/purge", Example.FORM, "jump=P1D"));
            assertProblem(400, server.post("/local/purge", Example.FORM, "run=all"));
            assertTrue(instant(server.get("/local/clock")).isBefore(now().plus(1, ChronoUnit.HOURS)));
        }
    }

    @Test
    void otherNamesAndOtherSitesAreRefused() throws Exception {
        try (RunningServer server = demo()) {
            for (String path : List.of("/local/purge", "/local/clock")) {
                String foreign = server.raw(
                        "GET " + path + " HTTP/1.1\r\nHost: harbour-books.example\r\nConnection: close\r\n\r\n");
                assertTrue(foreign.startsWith("HTTP/1.1 403"), foreign);
            }
            String jump = "{\"advance\": \"P1D\"}";
            assertProblem(403, server.post("/local/clock", Example.JSON, jump, "Sec-Fetch-Site", "cross-site"));
            assertProblem(
                    403, server.post("/local/run/purge", Example.JSON, "", "Origin", "https://elsewhere.example"));
            assertProblem(403, server.post("/local/purge", Example.FORM, "run=real", "Sec-Fetch-Site", "cross-site"));
            assertTrue(instant(server.get("/local/clock")).isBefore(now().plus(1, ChronoUnit.HOURS)));
        }
    }

    @Test
    void inLastingModeNothingJumpsAndNobodyStartsARun() throws Exception {
        Files.createDirectories(RunningServer.dataIn(folder));
        Files.writeString(RunningServer.dataIn(folder).resolve("demo.clock"), "PT8760H");
        Map<String, String> settings =
                Map.of("RINGLOCK_POLICY", Example.policy(folder).toString(), "RINGLOCK_PURGE_EVERY", "PT1M");
        try (RunningServer server = RunningServer.start(folder, settings)) {
            assertProblem(404, server.get("/local/purge"));
            assertProblem(404, server.get("/local/clock"));
            assertProblem(404, server.post("/local/clock", Example.JSON, "{\"advance\": \"P1D\"}"));
            assertProblem(404, server.post("/local/purge", Example.FORM, "run=real"));
            assertProblem(404, server.post("/local/run/purge", Example.JSON, ""));
            HttpResponse<String> signup = server.post("/v1/consents", Example.JSON, Example.json(NUMBER, "marketing"));
            Instant decided =
                    Instant.parse(JSON.readTree(signup.body()).path("decidedAt").asText());
            assertTrue(decided.isBefore(now().plus(1, ChronoUnit.HOURS)), signup::body);
        }
        assertTrue(log().contains("purge: done"));
    }

    /** Whose schedule comes with its start, and in no test again. */
    private RunningServer demo() {
        return RunningServer.start(folder, Map.of("RINGLOCK_PURGE_EVERY", "PT24H"), "--demo");
    }

    private RunningServer demo(Path policy) {
        return RunningServer.start(
                folder, Map.of("RINGLOCK_PURGE_EVERY", "PT24H", "RINGLOCK_POLICY", policy.toString()), "--demo");
    }

    private String log() throws Exception {
        return Files.readString(folder.resolve("server.log"));
    }

    private static Instant jump(RunningServer server, String by) throws Exception {
        return instant(server.post("/local/clock", Example.JSON, "{\"advance\": \"" + by + "\"}"));
    }

    private static Instant instant(HttpResponse<String> answer) throws Exception {
        return Instant.parse(ok(answer).path("now").asText());
    }

    private static Instant now() {
        return Instant.now();
    }

    private static JsonNode rows(RunningServer server) throws Exception {
        return ok(server.get("/local/rows"));
    }

    private static Stream<JsonNode> ledger(RunningServer server, String event) throws Exception {
        return StreamSupport.stream(rows(server).path("ledger").spliterator(), false)
                .filter(row -> row.path("event").asText().equals(event));
    }

    private static JsonNode ok(HttpResponse<String> answer) throws Exception {
        assertEquals(200, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }

    private static void assertProblem(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("content-type").orElse(""),
                answer::body);
    }
}
