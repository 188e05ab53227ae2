package dev.ringlock.provider.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.message.MessageSender;
import dev.ringlock.provider.Account;
import dev.ringlock.provider.DeliveryReceipt;
import dev.ringlock.provider.FieldText;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.JsonSender;
import dev.ringlock.provider.MessageDraft;
import dev.ringlock.provider.Provider;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.ProviderSettings;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Telnyx's messages. One by SMS or MMS has a text, one by RCS has a body with parts. */
public final class Telnyx implements Provider {

    private static final String PUBLIC_KEYS = "publicKeys";
    private static final String API_KEY = "apiKey";
    private static final List<String> SENDING = List.of(API_KEY, Account.BASE_URL);
    private static final Set<String> OF_OURS = Set.of("message.sent", "message.finalized", "message.read");

    @Override
    public String name() {
        return "telnyx";
    }

    @Override
    public Optional<Function<Https, Scheme>> scheme(ProviderSettings settings) {
        settings.refuseOthers(List.of(PUBLIC_KEYS), SENDING);
        return settings.texts(PUBLIC_KEYS, text -> decoded(text).flatMap(TelnyxSignature::key))
                .map(keys -> https -> new TelnyxSignature(keys));
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<ProviderEvent> read(VerifiedWebhook webhook) {
        JsonNode data = Json.read(webhook.body()).path("data");
        JsonNode payload = data.path("payload");
        String type = FieldText.text(data, "event_type");
        if (OF_OURS.contains(type)) {
            String status = FieldText.text(payload.path("to").path(0), "status");
            return List.of(new DeliveryReceipt(this, FieldText.text(payload, "id"), status.isEmpty() ? type : status));
        } else if (!type.equals("message.received")) {
            return List.of();
        }
        JsonNode body = payload.path("body");
        JsonNode pressed = body.path("suggestion_response");
        String text = FieldText.text(payload, "text");
        String words = text.isEmpty() ? FieldText.text(body, "text") : text;
        return new MessageDraft(
                        this,
                        FieldText.text(payload.path("from"), "phone_number"),
                        FieldText.first(payload.path("to").path(0), "phone_number", "agent_id"),
                        words.isEmpty() ? FieldText.text(pressed, "text") : words)
                .id(FieldText.text(payload, "id"))
                .at(FieldText.text(data, "occurred_at"))
                .payload(FieldText.text(pressed, "postback_data"))
                .events();
    }

    @Override
    public Optional<MessageSender> sender(JsonNode settings) {
        return Account.read(name(), settings, SENDING).map(Telnyx::sender);
    }

    private static MessageSender sender(Account account) {
        return new JsonSender(
                account.baseUrl("https://api.telnyx.com").resolve("/v2/messages"),
                "Bearer " + account.secret(API_KEY),
                new TelnyxMessages());
    }
}
