package dev.ringlock.standalone.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.http.NoAnswerException;
import dev.ringlock.http.OutgoingAnswer;
import dev.ringlock.http.OutgoingRequest;
import dev.ringlock.http.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The API of a running Ringlock, as one machine client may call it. */
final class RinglockApi {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1024 * 1024;

    private final URI server;
    private final String token;

    /**
     * @param server its address, without a path
     * @throws IllegalArgumentException unless the address is https, or of this machine
     */
    RinglockApi(URI server, String token) {
        this.server = server;
        this.token = token;
        request("/");
    }

    JsonNode get(String path) throws RefusedCallException {
        return call("GET", path, null);
    }

    JsonNode post(String path, Map<String, Object> body) throws RefusedCallException {
        return call("POST", path, Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode call(String method, String path, byte @Nullable [] body) throws RefusedCallException {
        try {
            OutgoingAnswer answer = request(path).send(method, body);
            JsonNode read = Json.read(answer.body());
            if (answer.status() / 100 == 2) {
                return read;
            }
            throw new RefusedCallException(problem(answer.status(), read));
        } catch (NoAnswerException e) {
            throw new RefusedCallException("Ringlock gave no answer. Is it running at the address in RINGLOCK_URL?");
        } catch (ProblemException e) {
            throw new RefusedCallException("The answer is not Ringlock's. Check the address in RINGLOCK_URL.");
        }
    }

    /** What the problem says. It never repeats what was sent. */
    private static String problem(int status, JsonNode problem) {
        String fields = StreamSupport.stream(problem.path("errors").spliterator(), false)
                .map(error -> " " + error.path("pointer").asText() + ": "
                        + error.path("detail").asText())
                .collect(Collectors.joining());
        return status + " " + problem.path("title").asText() + ". "
                + problem.path("detail").asText() + fields;
    }

    private OutgoingRequest request(String path) {
        return new OutgoingRequest(
                server.resolve(path),
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                DEADLINE,
                MOST_BYTES);
    }
}
