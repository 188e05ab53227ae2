package dev.ringlock.standalone.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.message.ProviderStandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent's side of the protocol is written out here, line by line; a stand-in plays the server. */
@Timeout(60)
class AgentServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "+12025550123";
    private static final Map<String, Object> ASKED = Map.of("number", NUMBER, "purpose", "marketing", "channel", "sms");
    private static final String DEFERRED = """
            {"decision": "defer", "reasons": [
              {"code": "quiet_hours", "text": "It is too early there.", "evidence": {"rule":
                {"id": "us-fl-hours", "jurisdiction": "US-FL", "source": "a law"}}},
              {"code": "held", "text": "A message waits for staff.", "evidence": {"entry": "01ABC"}}],
             "notBefore": "2046-01-01T13:00:00Z", "decisionId": "01DEF"}""";

    @Test
    void anAgentFindsTheThreeToolsAndWhatTheyTake() throws Exception {
        try (Agent agent = new Agent(ProviderStandIn.answering(200, "{}"))) {
            JsonNode tools = agent.ask("tools/list", Map.of()).path("tools");
            assertEquals(List.of("purposes", "decide", "why"), tools.findValuesAsText("name"));
            tools.forEach(tool ->
                    assertTrue(tool.path("annotations").path("readOnlyHint").asBoolean()));
        }
    }

    @Test
    void aDecisionIsAskedOfTheServerWithTheMachinesToken() throws Exception {
        try (Agent agent = new Agent(ProviderStandIn.answering(200, DEFERRED))) {
            JsonNode result = agent.call("decide", ASKED);
            assertEquals(
                    "defer", result.path("structuredContent").path("decision").asText());
            var asked = agent.server.asked().get(0);
            assertEquals("/v1/decisions", asked.path());
            assertEquals("Bearer rlc_test", asked.headers().get("authorization"));
            assertEquals(JSON.valueToTree(ASKED), JSON.readTree(asked.body()));
        }
    }

    @Test
    void anAgentMayNotReserveAPlace() throws Exception {
        try (Agent agent = new Agent(ProviderStandIn.answering(200, "{}"))) {
            JsonNode result = agent.call(
                    "decide", Map.of("number", NUMBER, "purpose", "marketing", "channel", "sms", "reserve", true));
            assertTrue(result.path("isError").asBoolean());
            assertEquals(List.of(), agent.server.asked());
        }
    }

    @Test
    void whyNamesTheLawAndTheEntryOfTheLedger() throws Exception {
        try (Agent agent = new Agent(ProviderStandIn.answering(200, DEFERRED))) {
            String text = agent.call("why", ASKED)
                    .path("content")
                    .path(0)
                    .path("text")
                    .asText();
            assertEquals("""
                    Decision: defer.
                    - It is too early there. (rule us-fl-hours, US-FL: a law)
                    - A message waits for staff. (ledger entry 01ABC)
                    Not before: 2046-01-01T13:00:00Z.
                    Decision id: 01DEF.""", text);
        }
    }

    @Test
    void aRefusalIsToldWithItsReasonAndWithoutTheNumber() throws Exception {
        String problem = """
                {"title": "Unprocessable", "detail": "Some fields are wrong.",
                 "errors": [{"pointer": "/purpose", "code": "required", "detail": "This field is missing."}]}""";
        try (Agent agent = new Agent(ProviderStandIn.answering(422, problem))) {
            JsonNode result = agent.call("decide", ASKED);
            assertTrue(result.path("isError").asBoolean());
            String text = result.path("content").path(0).path("text").asText();
            assertEquals("422 Unprocessable. Some fields are wrong. /purpose: This field is missing.", text);
        }
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        try (Agent agent = new Agent(exchange -> exchange.close())) {
            JsonNode result = agent.call("purposes", Map.of());
            assertTrue(result.path("isError").asBoolean());
            assertTrue(result.toString().contains("RINGLOCK_URL"), result::toString);
        }
    }

    @Test
    void anAddressThatOthersCanReadOnTheWayIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new AgentServer(URI.create("http://ringlock.example"), "rlc_test"));
    }

    /** An agent that has begun to speak with the server. */
    private static final class Agent implements AutoCloseable {

        private final ProviderStandIn server;
        private final PipedOutputStream out = new PipedOutputStream();
        private final BufferedReader in;
        private final Thread serving;
        private int ids;

        Agent(ProviderStandIn.Behaviour behaviour) throws IOException {
            server = ProviderStandIn.start(behaviour);
            PipedInputStream input = new PipedInputStream(out);
            PipedOutputStream output = new PipedOutputStream();
            in = new BufferedReader(
                    new InputStreamReader(new PipedInputStream(output, 65_536), StandardCharsets.UTF_8));
            serving = new Thread(() -> {
                try {
                    new AgentServer(server.uri(), "rlc_test").serve(input, output);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            serving.start();
            JsonNode begun = ask(
                    "initialize",
                    Map.of(
                            "protocolVersion",
                            "2025-06-18",
                            "capabilities",
                            Map.of(),
                            "clientInfo",
                            Map.of("name", "test", "version", "1")));
            assertEquals("ringlock", begun.path("serverInfo").path("name").asText());
            tell(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
        }

        JsonNode call(String tool, Map<String, Object> arguments) throws IOException {
            return ask("tools/call", Map.of("name", tool, "arguments", arguments));
        }

        JsonNode ask(String method, Map<String, Object> params) throws IOException {
            tell(Map.of("jsonrpc", "2.0", "id", ++ids, "method", method, "params", params));
            String line = in.readLine();
            // no answer repeats the number
            assertFalse(line.contains(NUMBER.substring(1)), line);
            JsonNode answer = JSON.readTree(line);
            assertEquals(ids, answer.path("id").asInt(), line);
            return answer.path("result");
        }

        private void tell(Map<String, Object> message) throws IOException {
            out.write((JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        @Override
        public void close() throws Exception {
            out.close();
            // it ends with its input
            serving.join(30_000);
            assertFalse(serving.isAlive());
            server.close();
        }
    }
}
