package dev.ringlock.provider.infobip;

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
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.Unreadable;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Infobip's messages. An SMS has a text; a message of WhatsApp's has a part of its own for it. */
public final class Infobip implements Provider {

    private static final String HEADER = "header";
    private static final String API_KEY = "apiKey";
    private static final List<String> SENDING = List.of(API_KEY, Account.BASE_URL);
    private static final String VALUES = "values";
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final int SHORTEST_SECRET = 16;

    /** Kinds of messages that may have no words. */
    private static final Set<String> WORDLESS =
            Set.of("AUDIO", "CONTACT", "DOCUMENT", "IMAGE", "LOCATION", "ORDER", "STICKER", "VIDEO", "VOICE");

    @Override
    public String name() {
        return "infobip";
    }

    @Override
    public Optional<Function<Https, Scheme>> scheme(ProviderSettings settings) {
        String header = settings.field(HEADER).asText();
        if (!HEADER_NAME.matcher(header).matches()) {
            settings.note(HEADER, "has to be the name of a header");
        }
        settings.refuseOthers(List.of(VALUES, HEADER), SENDING);
        return settings.texts(VALUES, Infobip::unguessable).map(values -> https -> new SharedHeader(header, values));
    }

    /** A value that an owner makes up, and that is all that a stranger would have to guess. */
    private static Optional<Secret> unguessable(String text) {
        return text.length() >= SHORTEST_SECRET ? Optional.of(Secret.of(text)) : Optional.empty();
    }

    @Override
    public boolean writesCountryCode() {
        return true;
    }

    /** Several at once. One that cannot be read does not keep the others out: they may be opt-outs. */
    @Override
    public List<ProviderEvent> read(VerifiedWebhook webhook) {
        JsonNode results = Json.read(webhook.body()).path("results");
        if (!results.isArray()) {
            return List.of();
        } else if (results.isEmpty()) {
            return List.of(Nothing.NOT_A_MESSAGE);
        }
        List<ProviderEvent> events = new ArrayList<>();
        for (JsonNode result : results) {
            List<ProviderEvent> read = read(result);
            events.addAll(read.isEmpty() ? List.of(Unreadable.of(webhook, result)) : read);
        }
        return events;
    }

    private List<ProviderEvent> read(JsonNode result) {
        String id = FieldText.text(result, "messageId");
        if (result.has("status")) {
            return List.of(receipt(id, result));
        }
        JsonNode message = result.path("message");
        String words = FieldText.first(message, "text", "title", "caption");
        String payload = FieldText.first(message, "payload", "id");
        boolean isKnown = result.path("text").isTextual()
                || !words.isEmpty()
                || !payload.isEmpty()
                || WORDLESS.contains(FieldText.text(message, "type"));
        if (!isKnown) {
            return List.of();
        }
        return new MessageDraft(
                        this,
                        FieldText.onChannel(FieldText.text(result, "integrationType"), FieldText.text(result, "from")),
                        FieldText.text(result, "to"),
                        words.isEmpty() ? FieldText.text(result, "text") : words)
                .id(id)
                .at(FieldText.text(result, "receivedAt"))
                .payload(payload)
                .events();
    }

    private ProviderEvent receipt(String id, JsonNode result) {
        String state = FieldText.text(result.path("status"), "groupName");
        return new ReceiptDraft(this, id, FieldText.first(result, "to", "destination"))
                .from(FieldText.first(result, "from", "sender"))
                .state(state, why(state, result.path("error")))
                .at(FieldText.text(result, "doneAt"))
                .reference(FieldText.text(result, "callbackData"))
                .receipt();
    }

    /** Infobip itself rejects a message for its own or the owner's reasons. Of those only the phone's tell of the phone. */
    private static String why(String state, JsonNode error) {
        String group = FieldText.text(error, "groupName");
        boolean notThePhones = state.equals("REJECTED") && !group.isEmpty() && !group.equals("HANDSET_ERRORS");
        if (notThePhones) {
            return "not-the-phones";
        }
        return !error.path("permanent").isBoolean()
                ? ""
                : "permanent=" + error.path("permanent").booleanValue();
    }

    @Override
    public Optional<MessageSender> sender(JsonNode settings) {
        return Account.read(name(), settings, SENDING).map(Infobip::sender);
    }

    private static MessageSender sender(Account account) {
        return new JsonSender(
                account.baseUrl("").resolve("/sms/2/text/advanced"),
                "App " + account.secret(API_KEY),
                new InfobipMessages());
    }
}
