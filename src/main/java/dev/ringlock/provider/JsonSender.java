package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import dev.ringlock.message.ProviderAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * {@link MessageSender} for the providers that take one JSON document by POST. A rehearsal posts an empty document to
 * the same address. It names nobody, so the provider refuses it.
 */
public final class JsonSender implements MessageSender {

    /** A provider's document for a message, and its answer. */
    public interface Format {

        /**
         * Writes a message into an empty document.
         *
         * @param from the owner's number or name, as in the policy
         * @param to in E.164
         */
        void write(String from, String to, String text, ObjectNode document);

        /** The id of a message that the provider accepted; anything else if it did not. */
        JsonNode id(JsonNode answer);

        /** The provider's code for a refusal. Left out of every text unless it looks like one. */
        String code(JsonNode answer);
    }

    private static final byte[] NOBODYS = "{}".getBytes(StandardCharsets.US_ASCII);

    private final URI messages;
    private final Map<String, String> headers;
    private final Format format;

    /** @param authorization the header's value */
    public JsonSender(URI messages, String authorization, Format format) {
        this.messages = messages;
        this.headers = Map.of(
                "Authorization", authorization, "Content-Type", "application/json", "Accept", "application/json");
        this.format = format;
    }

    @Override
    public void send(Message message) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        format.write(message.from(), message.to().e164(), message.text(), document);
        ProviderAnswer answer =
                ProviderAnswer.of(messages, headers, document.toString().getBytes(StandardCharsets.UTF_8));
        JsonNode json = answer.json();
        if (answer.status() / 100 != 2 || !format.id(json).isTextual()) {
            throw answer.refused(format.code(json));
        }
    }

    @Override
    public void rehearse(Message message) {
        try {
            ProviderAnswer.of(messages, headers, NOBODYS);
        } catch (MessageNotSentException e) {
            // nothing was to be sent
        }
    }

    @Override
    public Optional<URI> address() {
        return Optional.of(messages.resolve("/"));
    }

    /** A number without its {@code +}, as some providers write it. Names of senders stay as they are. */
    public static String withoutPlus(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
