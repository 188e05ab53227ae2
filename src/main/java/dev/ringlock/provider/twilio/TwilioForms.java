package dev.ringlock.provider.twilio;

import dev.ringlock.provider.FormBorders;
import dev.ringlock.provider.MessageDraft;
import dev.ringlock.provider.Nothing;
import dev.ringlock.provider.Parameters;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.ReceiptDraft;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms of Twilio's webhooks: a message, the state of one of ours, and what happens in a conversation. */
final class TwilioForms {

    private static final Set<String> ARRIVED = Set.of("", "received", "receiving");
    private static final Set<String> READINGS = Set.of("STOP", "START", "HELP");
    private static final Pattern SID = Pattern.compile("(?:SM|MM)[0-9a-fA-F]{32}");
    private static final FormBorders BORDERS = new FormBorders(
            "Body",
            Set.of(
                    "ButtonPayload",
                    "ButtonText",
                    "ChannelMetadata",
                    "ExternalUserId",
                    "Forwarded",
                    "FrequentlyForwarded"),
            Set.of("OriginalRepliedMessageSid", "ReferralBody", "SmsMessageSid"));

    /** A conversation tells of a message before and after it was added. */
    private static final Set<String> MESSAGE_ADDED = Set.of("onMessageAdd", "onMessageAdded");

    private static final Set<String> OTHER_CONVERSATION_EVENTS = Set.of(
            "onMessageRemove",
            "onMessageRemoved",
            "onConversationAdd",
            "onConversationRemove",
            "onConversationRemoved",
            "onConversationUpdate",
            "onConversationUpdated",
            "onConversationStateUpdated",
            "onParticipantAdd",
            "onParticipantAdded",
            "onParticipantRemove",
            "onParticipantRemoved",
            "onParticipantUpdate",
            "onParticipantUpdated",
            "onUserAdded",
            "onUserUpdate",
            "onUserUpdated");

    private TwilioForms() {}

    static List<ProviderEvent> read(VerifiedWebhook webhook) {
        Parameters form = webhook.params();
        // WhatsApp's receipts have an EventType too, such as DELIVERED or READ
        if (form.text("EventType").startsWith("on")) {
            return conversation(webhook, form);
        }
        boolean arrived = ARRIVED.contains(form.text("MessageStatus")) && ARRIVED.contains(form.text("SmsStatus"));
        if (!arrived) {
            return List.of(receipt(webhook, form));
        }
        return message(webhook, form);
    }

    /** Its {@code RawDlrDoneDate} has no time zone, so it is not read. */
    private static ProviderEvent receipt(VerifiedWebhook webhook, Parameters form) {
        return new ReceiptDraft(webhook.provider(), form.firstText("MessageSid", "SmsSid"), form.text("To"))
                .from(form.text("From"))
                .state(form.firstText("MessageStatus", "SmsStatus"), form.text("ErrorCode"))
                .reference(webhook.query().text(VerifiedWebhook.REFERENCE))
                .receipt();
    }

    private static List<ProviderEvent> message(VerifiedWebhook webhook, Parameters form) {
        boolean hasMedia = !Set.of("", "0").contains(form.text("NumMedia"));
        String payload = form.text("ButtonPayload");
        if (form.first("Body").isEmpty() && form.text("ButtonText").isEmpty() && payload.isEmpty() && !hasMedia) {
            return List.of();
        }
        String reading = form.text("OptOutType");
        String idName = form.firstName("MessageSid", "SmsMessageSid", "SmsSid");
        return new MessageDraft(
                        webhook.provider(), form.text("From"), form.text("To"), form.firstText("Body", "ButtonText"))
                .id(form.text(idName))
                .certain(BORDERS.areCertain(
                        webhook, Map.of(idName, SID, "From", FormBorders.NUMBER, "To", FormBorders.NUMBER)))
                .payload(payload)
                .read(READINGS.contains(reading) ? reading : null)
                .events();
    }

    /**
     * A conversation's message has its author's address, and our sender only by chance. It grants nothing: its form could
     * be cut apart elsewhere.
     */
    private static List<ProviderEvent> conversation(VerifiedWebhook webhook, Parameters form) {
        String type = form.text("EventType");
        if (type.equals("onDeliveryUpdated")) {
            // it does not say to whose phone it went
            return List.of(new ReceiptDraft(webhook.provider(), form.text("MessageSid"), "")
                    .state(form.text("Status"), form.text("ErrorCode"))
                    .receipt());
        } else if (OTHER_CONVERSATION_EVENTS.contains(type)) {
            return List.of(Nothing.NOT_A_MESSAGE);
        } else if (!MESSAGE_ADDED.contains(type)) {
            return List.of();
        }
        String author = form.text("Author");
        String address = form.text("MessagingBinding.Address");
        return new MessageDraft(
                        webhook.provider(),
                        address.isEmpty() ? author : address,
                        form.text("MessagingBinding.ProxyAddress"),
                        form.text("Body"))
                .id(form.text("MessageSid"))
                .at(form.text("DateCreated"))
                .certain(false)
                .events();
    }
}
