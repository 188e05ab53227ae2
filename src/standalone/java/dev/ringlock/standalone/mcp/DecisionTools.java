package dev.ringlock.standalone.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JsonSchema;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The tools: {@code purposes}, {@code decide}, {@code why}. They only ask. None reserves a place, changes anything, or tells a
 * number.
 */
final class DecisionTools {

    private static final Map<String, Object> NOTHING = Map.of();

    private final RinglockApi api;

    DecisionTools(RinglockApi api) {
        this.api = api;
    }

    /** What a tool does with its arguments. */
    private interface ToolWork {

        CallToolResult call(Map<String, Object> arguments) throws RefusedCallException;
    }

    List<SyncToolSpecification> all() {
        return List.of(
                tool(
                        "purposes",
                        "Lists the purposes that you may ask for, with their titles and channels.",
                        new JsonSchema("object", NOTHING, List.of(), false, null, null),
                        arguments -> structured(api.get("/v1/purposes"))),
                tool(
                        "decide",
                        "Tells whether a number may be contacted for a purpose on a channel: allow, deny or defer, with "
                                + "reasons. Ask right before each message. An answer of deny or defer must be obeyed.",
                        asked(),
                        arguments -> structured(decision(arguments))),
                tool(
                        "why",
                        "Explains such a decision in sentences, with the law or the ledger entry that each reason rests on.",
                        asked(),
                        arguments -> CallToolResult.builder()
                                .addTextContent(explained(decision(arguments)))
                                .build()));
    }

    private JsonNode decision(Map<String, Object> arguments) throws RefusedCallException {
        if (!asked().properties().keySet().containsAll(arguments.keySet())) {
            throw new RefusedCallException("This tool takes only "
                    + String.join(", ", asked().properties().keySet()) + ".");
        }
        return api.post("/v1/decisions", arguments);
    }

    private static SyncToolSpecification tool(String name, String description, JsonSchema input, ToolWork work) {
        Tool tool = Tool.builder()
                .name(name)
                .description(description)
                .inputSchema(input)
                .annotations(new ToolAnnotations(null, true, false, true, false, null))
                .build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((exchange, request) -> answer(request, work))
                .build();
    }

    private static CallToolResult answer(CallToolRequest request, ToolWork work) {
        try {
            return work.call(request.arguments() == null ? NOTHING : request.arguments());
        } catch (RefusedCallException e) {
            return CallToolResult.builder()
                    .addTextContent(String.valueOf(e.getMessage()))
                    .isError(true)
                    .build();
        }
    }

    private static CallToolResult structured(JsonNode answer) {
        return CallToolResult.builder()
                .structuredContent(answer)
                .addTextContent(answer.toString())
                .build();
    }

    private static JsonSchema asked() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", text("The phone number, with + and country code; or a national one with region"));
        fields.put("region", text("The country of a national number, such as US"));
        fields.put("purpose", text("A purpose's id, as the tool purposes lists them"));
        fields.put("channel", text("sms, voice, whatsapp or rcs"));
        fields.put("at", text("Another instant in the future (RFC 3339, UTC); now if missing"));
        fields.put("state", text("A state that the person gave (ISO 3166-2), such as US-FL"));
        fields.put("timeZone", text("A time zone that the person gave (IANA), such as America/New_York"));
        return new JsonSchema("object", fields, List.of("number", "purpose", "channel"), false, null, null);
    }

    private static Map<String, Object> text(String description) {
        return Map.of("type", "string", "description", description);
    }

    private static String explained(JsonNode decision) {
        StringJoiner text = new StringJoiner("\n");
        text.add("Decision: " + decision.path("decision").asText() + ".");
        for (JsonNode reason : decision.path("reasons")) {
            text.add("- " + reason.path("text").asText() + evidence(reason.path("evidence")));
        }
        line(text, "Not before: ", decision.path("notBefore"));
        line(text, "Valid until: ", decision.path("validUntil"));
        line(text, "Decision id: ", decision.path("decisionId"));
        return text.toString();
    }

    private static String evidence(JsonNode evidence) {
        if (evidence.hasNonNull("entry")) {
            return " (ledger entry " + evidence.path("entry").asText() + ")";
        }
        JsonNode rule = evidence.path("rule");
        return rule.isMissingNode()
                ? ""
                : " (rule " + rule.path("id").asText() + ", "
                        + rule.path("jurisdiction").asText() + ": "
                        + rule.path("source").asText() + ")";
    }

    private static void line(StringJoiner text, String name, JsonNode value) {
        if (value.isTextual()) {
            text.add(name + value.asText() + ".");
        }
    }
}
