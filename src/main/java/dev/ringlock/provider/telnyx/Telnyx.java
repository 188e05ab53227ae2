package dev.ringlock.provider.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.message.MessageSender;
import dev.ringlock.provider.Account;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.FieldText;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.JsonSender;
import dev.ringlock.provider.MessageDraft;
import dev.ringlock.provider.Parameters;
import dev.ringlock.provider.Provider;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.ProviderSettings;
import dev.ringlock.provider.ReceiptDraft;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Telnyx's messages. One by SMS or MMS has a text, one by RCS has a body with parts. */
public final class Telnyx implements Provider {

    private static final String PUBLIC_KEYS = "publicKeys";
    private static final String API_KEY = "apiKey";
    private static final String API = "https://api.telnyx.com";
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
            return receipts(data, payload);
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

    /** One for each phone: a message may go to several. */
    private List<ProviderEvent> receipts(JsonNode data, JsonNode payload) {
        List<ProviderEvent> receipts = new ArrayList<>();
        String completedAt = FieldText.text(payload, "completed_at");
        for (JsonNode to : payload.path("to")) {
            receipts.add(new ReceiptDraft(this, FieldText.text(payload, "id"), FieldText.text(to, "phone_number"))
                    .from(FieldText.text(payload.path("from"), "phone_number"))
                    .state(
                            FieldText.text(to, "status"),
                            FieldText.text(payload.path("errors").path(0), "code"))
                    .at(completedAt.isEmpty() ? FieldText.text(data, "occurred_at") : completedAt)
                    .reference(reference(payload))
                    .receipt());
        }
        return receipts;
    }

    /** Of the address that the receipt was asked for at, which is in what is signed; or the first of the message's tags. */
    private static String reference(JsonNode payload) {
        String[] address = FieldText.text(payload, "webhook_url").split("\\?", 2);
        String ofAddress = address.length < 2
                ? ""
                : Parameters.of(address[1])
                        .map(query -> query.text(VerifiedWebhook.REFERENCE))
                        .orElse("");
        return ofAddress.isEmpty() ? payload.path("tags").path(0).asText("") : ofAddress;
    }

    @Override
    public Optional<MessageSender> sender(JsonNode settings) {
        return Account.read(name(), settings, SENDING).map(Telnyx::sender);
    }

    private static MessageSender sender(Account account) {
        return new JsonSender(
                account.baseUrl(API).resolve("/v2/messages"),
                "Bearer " + account.secret(API_KEY),
                new TelnyxMessages());
    }

    @Override
    public Optional<BlockList> blockList(JsonNode settings) {
        return Account.read(name(), settings, SENDING)
                .map(account -> new TelnyxOptOuts(account.baseUrl(API), account.secret(API_KEY)));
    }
}
