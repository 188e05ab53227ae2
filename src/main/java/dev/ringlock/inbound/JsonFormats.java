package dev.ringlock.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Providers that send JSON. */
final class JsonFormats {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** Vonage's channels whose senders are phones' numbers. */
    private static final Set<String> PHONES = Set.of("sms", "mms");

    private JsonFormats() {}

    /** AWS End User Messaging: the message is JSON in the text of an SNS envelope. */
    static List<InboundMessage> aws(JsonNode envelope) {
        if (!kind(envelope, "Type").equals("Notification")) {
            // a subscription that was confirmed or ended
            return List.of();
        }
        JsonNode message = Json.read(FieldText.text(envelope, "Message").getBytes(StandardCharsets.UTF_8));
        if (message.has("eventType")) {
            // how a message of ours fares
            return List.of();
        }
        required(message, "originationNumber", "messageBody");
        return new MessageDraft(
                        "aws",
                        FieldText.text(message, "originationNumber"),
                        FieldText.text(message, "destinationNumber"),
                        FieldText.text(message, "messageBody"))
                .id(FieldText.text(message, "inboundMessageId"))
                .at(FieldText.text(envelope, "Timestamp"))
                .messages();
    }

    /** Ours, in the shape that Standard Webhooks proposes. */
    static List<InboundMessage> generic(JsonNode body, String webhookId) {
        if (!kind(body, "type").equals("sms.received")) {
            return List.of();
        }
        JsonNode data = body.path("data");
        required(data, "from", "text");
        return new MessageDraft(
                        "generic",
                        FieldText.text(data, "from"),
                        FieldText.text(data, "to"),
                        FieldText.text(data, "text"))
                .id(webhookId)
                .at(FieldText.text(body, "timestamp"))
                .messages();
    }

    static List<InboundMessage> vonage(JsonNode body) {
        if (!body.has("message_type") && body.has("status")) {
            // how a message of ours fares
            return List.of();
        }
        String text = kind(body, "message_type").equals("text") ? FieldText.text(body, "text") : words(body);
        if (text.isEmpty() && !kind(body, "message_type").equals("text")) {
            Inbound.count("unread");
            return List.of();
        }
        required(body, "from");
        String from = onChannel(FieldText.text(body, "channel"), FieldText.text(body, "from"));
        return new MessageDraft("vonage", from, FieldText.text(body, "to"), text)
                .id(FieldText.text(body, "message_uuid"))
                .at(FieldText.text(body, "timestamp"))
                .messages();
    }

    /** The words of a message of Vonage's that is no plain text: of a button, of a choice, or below a picture. */
    private static String words(JsonNode body) {
        JsonNode part = body.path(FieldText.text(body, "message_type"));
        return Stream.of("text", "title", "caption")
                .map(name -> FieldText.text(part, name))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElseGet(() -> FieldText.text(body, "text"));
    }

    /** A sender with its channel before it, unless that has phones' numbers alone: others have ids that look like them. */
    private static String onChannel(String channel, String from) {
        return channel.isEmpty() || PHONES.contains(channel) ? from : channel + ":" + from;
    }

    static List<InboundMessage> telnyx(JsonNode body) {
        JsonNode data = body.path("data");
        JsonNode payload = data.path("payload");
        if (!kind(data, "event_type").equals("message.received")) {
            return List.of();
        }
        return new MessageDraft(
                        "telnyx",
                        FieldText.text(payload.path("from"), "phone_number"),
                        FieldText.text(payload.path("to").path(0), "phone_number"),
                        FieldText.text(payload, "text"))
                .id(FieldText.text(payload, "id"))
                .at(FieldText.text(data, "occurred_at"))
                .messages();
    }

    static List<InboundMessage> sinch(JsonNode body) {
        if (!kind(body, "type").equals("mo_text")) {
            // delivery reports, and messages that are not text
            return List.of();
        }
        required(body, "from", "body");
        return new MessageDraft(
                        "sinch", FieldText.text(body, "from"), FieldText.text(body, "to"), FieldText.text(body, "body"))
                .id(FieldText.text(body, "id"))
                .at(FieldText.text(body, "received_at"))
                .messages();
    }

    /** Several at once. One that cannot be read does not keep the others out: they may be opt-outs. */
    static List<InboundMessage> infobip(JsonNode body) {
        if (!body.path("results").isArray()) {
            throw Formats.notUnderstood();
        }
        List<InboundMessage> messages = new ArrayList<>();
        int unread = 0;
        for (JsonNode result : body.path("results")) {
            MessageDraft draft = new MessageDraft(
                            "infobip",
                            FieldText.text(result, "from"),
                            FieldText.text(result, "to"),
                            FieldText.text(result, "text"))
                    .id(FieldText.text(result, "messageId"))
                    .at(FieldText.text(result, "receivedAt"));
            if (result.has("status")) {
                // how a message of ours fares
                continue;
            } else if (draft.isWithoutSender() || !result.path("text").isTextual()) {
                unread++;
            } else {
                messages.addAll(draft.messages());
            }
        }
        if (unread > 0 && messages.isEmpty()) {
            throw Formats.notUnderstood();
        } else if (unread > 0) {
            LOG.warnf(
                    "infobip: %d of %d results could not be read",
                    unread, body.path("results").size());
        }
        return messages;
    }

    private static void required(JsonNode node, String... names) {
        for (String name : names) {
            if (!node.path(name).isTextual() && !node.path(name).isIntegralNumber()) {
                throw Formats.notUnderstood();
            }
        }
    }

    /** What says what all else is about. */
    private static String kind(JsonNode node, String name) {
        String kind = FieldText.text(node, name);
        if (kind.isEmpty()) {
            throw Formats.notUnderstood();
        }
        return kind;
    }
}
