package dev.ringlock.provider.sinch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.provider.FieldText;
import dev.ringlock.provider.MessageDraft;
import dev.ringlock.provider.Nothing;
import dev.ringlock.provider.Provider;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.ReceiptDraft;
import java.util.List;
import java.util.Set;

/** Events of Sinch's Conversation API. The name of the part that is there says which. */
final class SinchConversation {

    /** Of a message's parts, those that may have no words. */
    private static final Set<String> WORDLESS =
            Set.of("location_message", "media_card_message", "media_message", "product_response_message");

    /** Parts that tell of no message from a person. */
    private static final Set<String> OTHERS = Set.of(
            "capability_notification",
            "contact_create_notification",
            "contact_delete_notification",
            "contact_merge_notification",
            "contact_update_notification",
            "conversation_delete_notification",
            "conversation_start_notification",
            "conversation_stop_notification",
            "event_delivery_report",
            "message_submit_notification");

    private SinchConversation() {}

    static List<ProviderEvent> read(Provider sinch, JsonNode body) {
        JsonNode report = body.path("message_delivery_report");
        if (report.isObject()) {
            return List.of(receipt(sinch, body, report));
        } else if (OTHERS.stream().anyMatch(body::has)) {
            return List.of(Nothing.NOT_A_MESSAGE);
        }
        return message(sinch, body.path("message"));
    }

    private static ProviderEvent receipt(Provider sinch, JsonNode body, JsonNode report) {
        return new ReceiptDraft(sinch, FieldText.text(report, "message_id"), phone(report))
                .state(FieldText.text(report, "status"), FieldText.text(report.path("reason"), "code"))
                .at(FieldText.text(body, "event_time"))
                .reference(FieldText.first(body, "correlation_id", "message_metadata"))
                .receipt();
    }

    private static String phone(JsonNode message) {
        JsonNode channel = message.path("channel_identity");
        return FieldText.onChannel(FieldText.text(channel, "channel"), FieldText.text(channel, "identity"));
    }

    private static List<ProviderEvent> message(Provider sinch, JsonNode message) {
        JsonNode content = message.path("contact_message");
        String text = FieldText.text(content.path("text_message"), "text");
        String caption = FieldText.text(content.path("media_card_message"), "caption");
        String payload = FieldText.text(content.path("choice_response_message"), "postback_data");
        boolean isKnown = content.path("text_message").has("text")
                || !payload.isEmpty()
                || WORDLESS.stream().anyMatch(content::has);
        if (!isKnown) {
            return List.of();
        }
        return new MessageDraft(
                        sinch, phone(message), FieldText.text(message, "sender_id"), text.isEmpty() ? caption : text)
                .id(FieldText.text(message, "id"))
                .at(FieldText.text(message, "accept_time"))
                .payload(payload)
                .events();
    }
}
