package dev.ringlock.provider.messagebird;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.provider.JsonSender;

/** MessageBird's document for a message. It chooses the alphabet by the text. */
final class MessageBirdMessages implements JsonSender.Format {

    @Override
    public void write(String from, String to, String text, ObjectNode document) {
        document.put("originator", JsonSender.withoutPlus(from))
                .put("body", text)
                .put("datacoding", "auto");
        document.putArray("recipients").add(JsonSender.withoutPlus(to));
    }

    @Override
    public JsonNode id(JsonNode answer) {
        return answer.path("id");
    }

    @Override
    public String code(JsonNode answer) {
        return answer.path("errors").path(0).path("code").asText();
    }
}
