package dev.ringlock.provider.plivo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.provider.JsonSender;

/** Plivo's document for a message. It has no codes for refusals, only texts. */
final class PlivoMessages implements JsonSender.Format {

    @Override
    public void write(String from, String to, String text, ObjectNode document) {
        document.put("src", from).put("dst", to).put("text", text);
    }

    @Override
    public JsonNode id(JsonNode answer) {
        return answer.path("message_uuid").path(0);
    }

    @Override
    public String code(JsonNode answer) {
        return "";
    }
}
