package dev.ringlock.provider.sinch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.provider.JsonSender;

/** The SMS API's document: a batch of one message. */
final class SinchBatches implements JsonSender.Format {

    @Override
    public void write(String from, String to, String text, ObjectNode document) {
        document.put("from", JsonSender.withoutPlus(from)).put("body", text);
        document.putArray("to").add(JsonSender.withoutPlus(to));
    }

    @Override
    public JsonNode id(JsonNode answer) {
        return answer.path("id");
    }

    @Override
    public String code(JsonNode answer) {
        return answer.path("code").asText();
    }
}
