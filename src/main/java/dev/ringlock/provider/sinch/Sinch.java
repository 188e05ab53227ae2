package dev.ringlock.provider.sinch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.message.MessageSender;
import dev.ringlock.provider.Account;
import dev.ringlock.provider.FieldText;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.JsonSender;
import dev.ringlock.provider.MessageDraft;
import dev.ringlock.provider.Nothing;
import dev.ringlock.provider.Provider;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.ProviderSettings;
import dev.ringlock.provider.ReceiptDraft;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Sinch's SMS API, and its Conversation API, which says of itself no type. */
public final class Sinch implements Provider {

    private static final String SECRETS = "secrets";
    private static final String SERVICE_PLAN = "servicePlanId";
    private static final String API_TOKEN = "apiToken";
    private static final Pattern PLAN = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final List<String> SENDING = List.of(SERVICE_PLAN, API_TOKEN, Account.BASE_URL);

    @Override
    public String name() {
        return "sinch";
    }

    @Override
    public Optional<Function<Https, Scheme>> scheme(ProviderSettings settings) {
        settings.refuseOthers(List.of(SECRETS), SENDING);
        return settings.secrets(SECRETS).map(secrets -> https -> new SinchSignature(secrets));
    }

    @Override
    public boolean writesCountryCode() {
        return true;
    }

    @Override
    public List<ProviderEvent> read(VerifiedWebhook webhook) {
        JsonNode body = Json.read(webhook.body());
        return body.has("type") ? sms(body, FieldText.text(body, "type")) : SinchConversation.read(this, body);
    }

    private List<ProviderEvent> sms(JsonNode body, String type) {
        if (type.contains("delivery_report")) {
            return receipts(body);
        } else if (type.equals("mo_binary")) {
            return List.of(Nothing.WITHOUT_WORDS);
        }
        boolean isText = type.equals("mo_text") && FieldText.has(body, "body");
        boolean isMedia = type.equals("mo_media")
                && (body.path("body").isTextual() || body.path("body").isObject());
        if (!isText && !isMedia) {
            return List.of();
        }
        return new MessageDraft(this, FieldText.text(body, "from"), FieldText.text(body, "to"), words(body))
                .id(FieldText.text(body, "id"))
                .at(FieldText.text(body, "received_at"))
                .events();
    }

    /** One phone's, or for each state of a batch those of its phones; a summary names none, and tells of nobody. */
    private List<ProviderEvent> receipts(JsonNode body) {
        if (body.has("recipient")) {
            return List.of(receipt(body, body, FieldText.text(body, "recipient")));
        }
        List<ProviderEvent> receipts = new ArrayList<>();
        for (JsonNode state : body.path("statuses")) {
            state.path("recipients").forEach(phone -> receipts.add(receipt(body, state, phone.asText())));
        }
        return receipts.isEmpty() && body.has("statuses") ? List.of(Nothing.NOT_A_MESSAGE) : receipts;
    }

    private ProviderEvent receipt(JsonNode body, JsonNode state, String phone) {
        return new ReceiptDraft(this, FieldText.text(body, "batch_id"), phone)
                .from(FieldText.text(body, "applied_originator"))
                .state(FieldText.text(state, "status"), FieldText.text(state, "code"))
                .at(FieldText.text(body, "at"))
                .reference(FieldText.text(body, "client_reference"))
                .receipt();
    }

    /** A picture's words are its subject and its message. */
    private static String words(JsonNode body) {
        JsonNode media = body.path("body");
        String words = FieldText.text(media, "subject") + "\n" + FieldText.text(media, "message");
        return media.isObject() ? words.strip() : FieldText.text(body, "body");
    }

    @Override
    public Optional<MessageSender> sender(JsonNode settings) {
        return Account.read(name(), settings, SENDING).map(Sinch::sender);
    }

    private static MessageSender sender(Account account) {
        String plan = account.text(SERVICE_PLAN, PLAN, "1 to 64 letters, digits, _ and -");
        return new JsonSender(
                account.baseUrl("https://us.sms.api.sinch.com").resolve("/xms/v1/" + plan + "/batches"),
                "Bearer " + account.secret(API_TOKEN),
                new SinchBatches());
    }
}
