package dev.ringlock.provider.vonage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.provider.DeliveryReceipt;
import dev.ringlock.provider.FieldText;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.MessageDraft;
import dev.ringlock.provider.Provider;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.ProviderSettings;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Vonage's Messages API. */
public final class Vonage implements Provider {

    private static final String SECRETS = "signatureSecrets";

    /** Kinds of messages that may have no words. */
    private static final Set<String> WORDLESS = Set.of(
            "audio", "contact", "file", "image", "location", "order", "sticker", "unsupported", "vcard", "video");

    @Override
    public String name() {
        return "vonage";
    }

    @Override
    public Optional<Function<Https, Scheme>> scheme(ProviderSettings settings) {
        settings.refuseOthers(List.of(SECRETS));
        return settings.secrets(SECRETS).map(secrets -> https -> new VonageToken(secrets));
    }

    @Override
    public boolean writesCountryCode() {
        return true;
    }

    @Override
    public List<ProviderEvent> read(VerifiedWebhook webhook) {
        JsonNode body = Json.read(webhook.body());
        String id = FieldText.text(body, "message_uuid");
        if (!body.has("message_type") && body.has("status")) {
            return List.of(new DeliveryReceipt(this, id, FieldText.text(body, "status")));
        }
        String type = FieldText.text(body, "message_type");
        JsonNode part = body.path(type);
        String words = type.equals("text") ? "" : FieldText.first(part, "text", "title", "caption");
        String text = words.isEmpty() ? FieldText.text(body, "text") : words;
        String payload = FieldText.first(part, "payload", "id");
        if (!type.equals("text") && text.isEmpty() && payload.isEmpty() && !WORDLESS.contains(type)) {
            return List.of();
        }
        return new MessageDraft(
                        this,
                        FieldText.onChannel(FieldText.text(body, "channel"), FieldText.text(body, "from")),
                        FieldText.text(body, "to"),
                        text)
                .id(id)
                .at(FieldText.text(body, "timestamp"))
                .payload(Set.of("button", "reply").contains(type) ? payload : "")
                .events();
    }
}
