package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Made-up people of three weeks, brought in by imports: enough for datasets, on a demo server whose clock jumps. All of them agree to
 * one purpose, so that their numbers stay.
 */
final class BroughtPeople {

    static final int WEEKS = 3;
    /** Of the first week. Who says no to news are others than those who say yes. */
    static final int AMERICANS = 40;

    static final int SWEDES = 14;
    static final int AMERICAN_NOES = 15;
    static final int SWEDISH_NOES = 11;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int PAUSE_MILLIS = 100;
    private static final String MAPPING = """
            source: shop
            number: {column: Phone}
            rowId: {column: Id}
            decidedAt: {column: Date}
            how: web form
            evidence: {column: Ticket}
            notice: {id: signup, version: 1, language: en}
            decisions:
              - {purpose: marketing, answer: {column: Marketing, yes: ["yes"], no: ["no"]}}
              - {purpose: service, answer: {column: Service, yes: ["yes"], no: ["no"]}}
            """;

    private final RunningServer server;
    private String[] token = {};
    private int american;
    private int swede = 605;
    private int id;

    private BroughtPeople(RunningServer server) {
        this.server = server;
    }

    /** Anew in each week: a token does not outlast the clock's jump. */
    private void signIn() throws IOException {
        String said = "{\"person\": \"pia\", \"roles\": [\"privacy\"]}";
        String given = read(server.post("/local/staff-token", Example.JSON, said), 200)
                .path("token")
                .asText();
        token = new String[] {"Authorization", "Bearer " + given};
    }

    /** A week's people come in, and the next week begins. */
    static void come(RunningServer server) throws IOException, InterruptedException {
        BroughtPeople people = new BroughtPeople(server);
        for (int week = 0; week < WEEKS; week++) {
            people.signIn();
            people.bring(week);
            read(server.post("/local/clock", Example.JSON, "{\"advance\": \"P7D\"}"), 200);
        }
    }

    private void bring(int week) throws IOException, InterruptedException {
        // each week some more
        StringBuilder file = new StringBuilder("Id,Phone,Marketing,Service,Date,Ticket\n");
        Instant then = Instant.now().minus(Duration.ofDays(30));
        rows(file, AMERICANS + 5 * week, true, "yes", then);
        rows(file, SWEDES, false, "yes", then);
        rows(file, AMERICAN_NOES - week, true, "no", then);
        rows(file, SWEDISH_NOES, false, "no", then);
        String path = "/v1/imports";
        path += "/"
                + read(server.post(path, Example.JSON, "{\"source\": \"shop\"}", token), 201)
                        .path("importId")
                        .asText();
        read(server.post(path + "/parts/1", "application/octet-stream", file.toString(), token), 200);
        String check = JSON.writeValueAsString(Map.of("mapping", MAPPING, "parts", 1, "bytes", file.length()));
        read(server.post(path + "/check", Example.JSON, check, token), 202);
        await(path, "checked");
        read(server.post(path + "/run", Example.JSON, "", token), 202);
        await(path, "done");
    }

    private void rows(StringBuilder file, int count, boolean ofAmericans, String answer, Instant then) {
        for (int row = 0; row < count; row++) {
            String number = ofAmericans ? american() : "+46701740" + swede++;
            file.append(id++ + "," + number + "," + answer + ",yes," + then + ",T-" + id + "\n");
        }
    }

    private String american() {
        int number = american++;
        return "+1" + (number < 100 ? "212" : "305") + "55501" + String.format("%02d", number % 100);
    }

    private void await(String path, String state) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        JsonNode found = read(server.get(path, token), 200);
        while (!found.path("state").asText().equals(state)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(found);
            }
            Thread.sleep(PAUSE_MILLIS);
            found = read(server.get(path, token), 200);
        }
    }

    private static JsonNode read(HttpResponse<String> answer, int status) throws IOException {
        assertEquals(status, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }
}
