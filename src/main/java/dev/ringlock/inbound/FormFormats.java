package dev.ringlock.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.provider.Parameters;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Providers that send forms. */
final class FormFormats {

    private static final Set<String> ARRIVED = Set.of("", "received", "receiving");
    private static final Set<String> READINGS = Set.of("STOP", "START", "HELP");

    private static final Pattern SID = Pattern.compile("(?:SM|MM)[0-9a-fA-F]{32}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private FormFormats() {}

    static List<InboundMessage> twilio(VerifiedWebhook webhook) {
        Parameters form = webhook.params();
        if (!ARRIVED.contains(text(form, "MessageStatus")) || !ARRIVED.contains(text(form, "SmsStatus"))) {
            // how a message of ours fares
            return List.of();
        }
        boolean hasMedia = !Set.of("", "0").contains(text(form, "NumMedia"));
        if (form.first("Body").isEmpty() && !hasMedia) {
            throw Formats.notUnderstood();
        }
        String reading = text(form, "OptOutType");
        Lookup fields = name -> text(form, name);
        String idName = fields.firstName("MessageSid", "SmsMessageSid", "SmsSid");
        return new MessageDraft("twilio", text(form, "From"), text(form, "To"), text(form, "Body"))
                .id(text(form, idName))
                .certain(Borders.TWILIO.areCertain(
                        webhook, Map.of(idName, SID, "From", Borders.NUMBER, "To", Borders.NUMBER)))
                .read(READINGS.contains(reading) ? reading : null)
                .messages();
    }

    static List<InboundMessage> plivo(VerifiedWebhook webhook) {
        Parameters form = webhook.params();
        if (!text(form, "Status").isEmpty() && form.first("Text").isEmpty()) {
            // how a message of ours fares
            return List.of();
        }
        if (form.first("Text").isEmpty() && !text(form, "Type").equals("mms")) {
            throw Formats.notUnderstood();
        }
        return new MessageDraft("plivo", text(form, "From"), text(form, "To"), text(form, "Text"))
                .id(text(form, "MessageUUID"))
                .certain(Borders.PLIVO.areCertain(
                        webhook, Map.of("MessageUUID", UUID, "From", Borders.NUMBER, "To", Borders.NUMBER)))
                .messages();
    }

    /** Its field names are not confirmed, so that all that have been seen are taken, in a form or as JSON. */
    static List<InboundMessage> messageBird(VerifiedWebhook webhook) {
        if (!webhook.params().isEmpty()) {
            Parameters form = webhook.params();
            return messageBird(name -> text(form, name), webhook);
        }
        JsonNode json = Json.read(webhook.body());
        return messageBird(name -> FieldText.text(json, name), webhook);
    }

    /** Fields by their names; empty if there is none. */
    private interface Lookup {
        String text(String name);

        default String first(String... names) {
            return text(firstName(names));
        }

        /** The first of these names that has a value; the first of all if none has. */
        default String firstName(String... names) {
            return Stream.of(names)
                    .filter(name -> !text(name).isEmpty())
                    .findFirst()
                    .orElse(names[0]);
        }
    }

    private static List<InboundMessage> messageBird(Lookup fields, VerifiedWebhook webhook) {
        String text = fields.first("payload", "body", "message");
        if (text.isEmpty() && !fields.text("status").isEmpty()) {
            // how a message of ours fares
            return List.of();
        } else if (text.isEmpty()) {
            throw Formats.notUnderstood();
        }
        return new MessageDraft(
                        "messagebird",
                        fields.first("originator", "sender"),
                        fields.first("recipient", "receiver"),
                        text)
                .id(fields.first("id", "message_id"))
                .at(fields.first("createdDatetime", "created_datetime"))
                .messages();
    }

    private static String text(Parameters form, String name) {
        return form.first(name).orElse("");
    }
}
