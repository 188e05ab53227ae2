package dev.ringlock.provider.vonage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.provider.JsonSender;

/** The Messages API's document. Its error's code is the end of an address. */
final class VonageMessages implements JsonSender.Format {

    @Override
    public void write(String from, String to, String text, ObjectNode document) {
        document.put("message_type", "text")
                .put("channel", "sms")
                .put("from", JsonSender.withoutPlus(from))
                .put("to", JsonSender.withoutPlus(to))
                .put("text", text);
    }

    @Override
    public JsonNode id(JsonNode answer) {
        return answer.path("message_uuid");
    }

    @Override
    public String code(JsonNode answer) {
        String type = answer.path("type").asText();
        return type.substring(type.lastIndexOf('#') + 1);
    }
}
