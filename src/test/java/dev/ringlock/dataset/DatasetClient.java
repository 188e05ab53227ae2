package dev.ringlock.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.dataset.run.DatasetStep;
import dev.ringlock.dataset.run.DatasetSteps;
import dev.ringlock.http.Json;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The requests of staff about datasets, and the steps that nobody waits for. */
public final class DatasetClient {

    /** The example policy's bounds. */
    private static final int K = 10;

    private static final int L = 2;
    private static final Path LEFT = Path.of("target/datasets");

    private final StaffCaller caller;
    private final DatasetsFunction function;
    private final DatasetSteps steps;

    public DatasetClient(Engines on, SealedFiles files) {
        this(on, on.store, files);
    }

    public DatasetClient(Engines on, Store store, SealedFiles files) {
        this.caller = new StaffCaller(on.clock);
        this.steps = DatasetSteps.of(on, store, files);
        this.function = new DatasetsFunction(
                caller.tokens(on.policy),
                on.policy,
                on.arrivals,
                steps.datasets(),
                new Reidentification(store, steps.datasets()));
    }

    public DatasetSteps steps() {
        return steps;
    }

    /** A request's body. */
    public static Map<String, Object> wanted(String kind, String... columns) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", kind);
        body.put("columns", List.of(columns));
        body.put("reason", "Why fewer people signed up in spring");
        return body;
    }

    public static Map<String, Object> filter(String column, String... values) {
        return Map.of("column", column, "values", List.of(values));
    }

    public APIGatewayV2HTTPResponse ask(String person, Map<String, Object> body) {
        return send("POST", "/v1/datasets", Json.write(body), person, "[analyst]");
    }

    /** Orders a dataset and makes it; its id. */
    public String made(String person, Map<String, Object> body) {
        APIGatewayV2HTTPResponse answer = ask(person, body);
        assertEquals(202, answer.getStatusCode(), answer.getBody());
        String id = json(answer).path("datasetId").asText();
        steps.run(id);
        return id;
    }

    public JsonNode seen(String person, String id) {
        APIGatewayV2HTTPResponse answer = get(person, "/" + id);
        assertEquals(200, answer.getStatusCode(), answer.getBody());
        return json(answer);
    }

    public APIGatewayV2HTTPResponse get(String person, String rest) {
        return send("GET", "/v1/datasets" + rest, "", person, "[analyst]");
    }

    /** The CSV's lines of all parts, without their headers. They are left for {@code .ci/datasets} too, which judges them. */
    public List<String> lines(String person, String id) {
        List<String> lines = new ArrayList<>();
        String header = "";
        JsonNode view = seen(person, id);
        for (JsonNode part : view.path("parts")) {
            APIGatewayV2HTTPResponse answer = get(person, "/" + id + "/parts/" + part.path("part"));
            assertEquals(200, answer.getStatusCode(), answer.getBody());
            header = answer.getBody().lines().findFirst().orElseThrow();
            answer.getBody().lines().skip(1).forEach(lines::add);
        }
        if (!lines.isEmpty()) {
            leave(view, header, lines);
        }
        return lines;
    }

    private static void leave(JsonNode view, String header, List<String> lines) {
        Map<Boolean, List<String>> columns = StreamSupport.stream(
                        view.path("columns").spliterator(), false)
                .map(column -> column.path("name").asText())
                .collect(Collectors.partitioningBy(name -> name.startsWith("state.")));
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("quasi", columns.get(false));
        wanted.put("sensitive", columns.get(true));
        wanted.put("k", K);
        wanted.put("l", L);
        if (!view.path("kind").asText().equals("rows")) {
            wanted.put("people", "people");
        }
        String name = view.path("kind").asText() + "-" + view.path("datasetId").asText();
        try {
            Files.createDirectories(LEFT);
            Files.writeString(LEFT.resolve(name + ".csv"), header + "\n" + String.join("\n", lines) + "\n");
            Files.writeString(LEFT.resolve(name + ".json"), Json.write(wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public APIGatewayV2HTTPResponse send(String method, String path, String body, String person, String groups) {
        return send(method, path, body, person, groups, "");
    }

    /** @param key the request's Idempotency-Key; empty for none */
    public APIGatewayV2HTTPResponse send(
            String method, String path, String body, String person, String groups, String key) {
        String[] parts = path.split("\\?", 2);
        Map<String, String> query = parts.length == 1 ? Map.of() : Map.of("format", parts[1].replace("format=", ""));
        APIGatewayV2HTTPEvent event =
                StaffCaller.event(method, parts[0], query, "application/json", body, caller.claims(person, groups));
        if (!key.isEmpty()) {
            Map<String, String> headers = new HashMap<>(event.getHeaders());
            headers.put("Idempotency-Key", key);
            event.setHeaders(headers);
        }
        return function.datasets(event);
    }

    public DatasetStep step(DatasetStep step) {
        return steps.function().work(step);
    }

    public static JsonNode json(APIGatewayV2HTTPResponse answer) {
        return Json.read(answer.getBody().getBytes(StandardCharsets.UTF_8));
    }
}
