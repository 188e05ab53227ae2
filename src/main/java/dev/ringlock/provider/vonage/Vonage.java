package dev.ringlock.provider.vonage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.message.MessageSender;
import dev.ringlock.provider.Account;
import dev.ringlock.provider.FieldText;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.JsonSender;
import dev.ringlock.provider.MessageDraft;
import dev.ringlock.provider.Provider;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.ProviderSettings;
import dev.ringlock.provider.ReceiptDraft;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Vonage's Messages API. */
public final class Vonage implements Provider {

    private static final String SECRETS = "signatureSecrets";
    private static final String API_KEY = "apiKey";
    private static final String API_SECRET = "apiSecret";
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z]{1,64}");
    /** Vonage lets owners choose one. */
    private static final Pattern PASSWORD = Pattern.compile("[!-~]{6,256}");

    private static final List<String> SENDING = List.of(API_KEY, API_SECRET, Account.BASE_URL);

    /** Kinds of messages that may have no words. */
    private static final Set<String> WORDLESS = Set.of(
            "audio", "contact", "file", "image", "location", "order", "sticker", "unsupported", "vcard", "video");

    @Override
    public String name() {
        return "vonage";
    }

    @Override
    public Optional<Function<Https, Scheme>> scheme(ProviderSettings settings) {
        settings.refuseOthers(List.of(SECRETS), SENDING);
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
            return List.of(receipt(id, body));
        }
        String type = FieldText.text(body, "message_type");
        JsonNode part = body.path(type);
        String words = type.equals("text") ? "" : FieldText.first(part, "text", "title", "caption");
        String text = words.isEmpty() ? FieldText.text(body, "text") : words;
        String payload = FieldText.first(part, "payload", "id");
        if (!type.equals("text") && text.isEmpty() && payload.isEmpty() && !WORDLESS.contains(type)) {
            return List.of();
        }
        return new MessageDraft(this, onChannel(body, "from"), FieldText.text(body, "to"), text)
                .id(id)
                .at(FieldText.text(body, "timestamp"))
                .payload(Set.of("button", "reply").contains(type) ? payload : "")
                .events();
    }

    private ProviderEvent receipt(String id, JsonNode body) {
        return new ReceiptDraft(this, id, onChannel(body, "to"))
                .from(FieldText.text(body, "from"))
                .state(FieldText.text(body, "status"), FieldText.text(body.path("error"), "title"))
                .at(FieldText.text(body, "timestamp"))
                .reference(FieldText.text(body, "client_ref"))
                .receipt();
    }

    private static String onChannel(JsonNode body, String party) {
        return FieldText.onChannel(FieldText.text(body, "channel"), FieldText.text(body, party));
    }

    @Override
    public Optional<MessageSender> sender(JsonNode settings) {
        return Account.read(name(), settings, SENDING).map(Vonage::sender);
    }

    private static MessageSender sender(Account account) {
        String key = account.text(API_KEY, KEY, "1 to 64 letters and digits");
        return new JsonSender(
                account.baseUrl("https://api.nexmo.com").resolve("/v1/messages"),
                Account.basic(key, account.text(API_SECRET, PASSWORD, "6 to 256 characters without blanks")),
                new VonageMessages());
    }
}
