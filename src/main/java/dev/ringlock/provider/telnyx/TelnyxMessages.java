package dev.ringlock.provider.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.provider.JsonSender;

/** Telnyx' document for a message. */
final class TelnyxMessages implements JsonSender.Format {

    @Override
    public void write(String from, String to, String text, ObjectNode document) {
        document.put("from", from).put("to", to).put("text", text);
    }

    @Override
    public JsonNode id(JsonNode answer) {
        return answer.path("data").path("id");
    }

    @Override
    public String code(JsonNode answer) {
        return answer.path("errors").path(0).path("code").asText();
    }
}
