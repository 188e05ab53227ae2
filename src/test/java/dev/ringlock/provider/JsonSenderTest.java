package dev.ringlock.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.message.MessageSender;
import dev.ringlock.message.ProviderContract;
import dev.ringlock.message.ProviderStandIn;
import java.util.List;

class JsonSenderTest extends ProviderContract {

    private static final String SECRET = "made-up-secret-of-the-tests";
    private static final JsonMapper JSON = new JsonMapper();

    private final ProviderStandIn standIn = ProviderStandIn.start(ProviderStandIn.answering(200, "{\"id\":\"M1\"}"));
    private final MessageSender sender =
            new JsonSender(standIn.uri().resolve("/messages"), "Bearer " + SECRET, new PlainFormat());

    /** Names as few of a document's and an answer's fields as a format can. */
    private static final class PlainFormat implements JsonSender.Format {

        @Override
        public void write(String from, String to, String text, ObjectNode document) {
            document.put("from", from).put("to", to).put("text", text);
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

    @Override
    protected ProviderStandIn provider() {
        return standIn;
    }

    @Override
    protected MessageSender sender() {
        return sender;
    }

    @Override
    protected String secret() {
        return SECRET;
    }

    @Override
    protected List<Arrived> arrived() {
        return standIn.asked().stream()
                .map(asked -> json(asked.text()))
                .filter(document -> !document.isEmpty())
                .map(document -> new Arrived(
                        document.path("from").textValue(),
                        document.path("to").textValue(),
                        document.path("text").textValue()))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
