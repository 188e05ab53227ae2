package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ringlock mcp} as an agent starts it: the packaged jar, which asks a running demo. */
class AgentIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String YES = "+12025550123";

    private final Path folder;

    AgentIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void anAgentLearnsWhoMayBeContactedAndNoNumber() throws Exception {
        try (RunningServer server = RunningServer.demo(folder)) {
            assertEquals(
                    201,
                    server.post("/v1/consents", "application/json", """
                    {"number": "%s", "notice": {"id": "signup", "version": 1, "language": "en"},
                     "decisions": [{"purpose": "service", "granted": true}]}""".formatted(YES))
                            .statusCode());
            List<JsonNode> answers = answers(
                    server,
                    List.of(
                            message(
                                    "initialize",
                                    Map.of(
                                            "protocolVersion", "2025-06-18",
                                            "capabilities", Map.of(),
                                            "clientInfo", Map.of("name", "test", "version", "1"))),
                            Map.of("jsonrpc", "2.0", "method", "notifications/initialized"),
                            call("purposes", Map.of()),
                            call("decide", Map.of("number", YES, "purpose", "service", "channel", "sms")),
                            call("why", Map.of("number", "+12025550124", "purpose", "service", "channel", "sms"))));
            Map<String, JsonNode> byId = answers.stream()
                    .collect(Collectors.toMap(answer -> answer.path("id").asText(), answer -> answer.path("result")));
            assertEquals(
                    "ringlock",
                    byId.get("initialize").path("serverInfo").path("name").asText());
            JsonNode purposes = byId.get("purposes").path("structuredContent").path("purposes");
            assertEquals(List.of("service"), purposes.findValuesAsText("id"));
            assertEquals(
                    "allow",
                    byId.get("decide")
                            .path("structuredContent")
                            .path("decision")
                            .asText());
            assertTrue(byId.get("why").toString().contains("Decision: deny."), byId.get("why")::toString);
            answers.forEach(answer -> assertFalse(answer.toString().contains("20255501"), answer::toString));
        }
    }

    private static Map<String, Object> call(String tool, Map<String, Object> arguments) {
        return Map.of(
                "jsonrpc",
                "2.0",
                "id",
                tool,
                "method",
                "tools/call",
                "params",
                Map.of("name", tool, "arguments", arguments));
    }

    private static Map<String, Object> message(String method, Map<String, Object> params) {
        return Map.of("jsonrpc", "2.0", "id", method, "method", method, "params", params);
    }

    /** One answer for each request. Nothing but answers may be on the output: the agent reads every line. */
    private List<JsonNode> answers(RunningServer server, List<Map<String, Object>> messages) throws Exception {
        Process process = start(server);
        try (var out = process.outputWriter(StandardCharsets.UTF_8);
                var in = process.inputReader(StandardCharsets.UTF_8)) {
            List<JsonNode> answers = new ArrayList<>();
            for (Map<String, Object> message : messages) {
                out.write(JSON.writeValueAsString(message) + "\n");
                out.flush();
                if (message.containsKey("id")) {
                    answers.add(JSON.readTree(Objects.requireNonNull(in.readLine(), "it has ended")));
                }
            }
            out.close();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends with its input");
            assertEquals(0, process.exitValue());
            return answers;
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(RunningServer server) throws IOException {
        String token = JSON.readTree(server.post(
                                "/local/staff-token",
                                "application/json",
                                "{\"person\": \"agent\", \"roles\": [\"decide:service\"]}")
                        .body())
                .path("token")
                .asText();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Objects.requireNonNull(System.getProperty("ringlock.jar")),
                        "mcp")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("RINGLOCK_URL", server.uri("").toString());
        builder.environment().put("RINGLOCK_TOKEN", token);
        return builder.start();
    }
}
