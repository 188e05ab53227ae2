package dev.ringlock.provider.infobip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.provider.JsonSender;

/** Infobip's document for a message. A refusal may come with the status 200. */
final class InfobipMessages implements JsonSender.Format {

    @Override
    public void write(String from, String to, String text, ObjectNode document) {
        ObjectNode one = document.putArray("messages").addObject();
        one.put("from", JsonSender.withoutPlus(from)).put("text", text);
        one.putArray("destinations").addObject().put("to", JsonSender.withoutPlus(to));
    }

    @Override
    public JsonNode id(JsonNode answer) {
        JsonNode one = answer.path("messages").path(0);
        return one.path("status").path("groupName").asText().equals("PENDING")
                ? one.path("messageId")
                : MissingNode.getInstance();
    }

    @Override
    public String code(JsonNode answer) {
        String name =
                answer.path("messages").path(0).path("status").path("name").asText();
        return name.isEmpty()
                ? answer.path("requestError")
                        .path("serviceException")
                        .path("messageId")
                        .asText()
                : name;
    }
}
