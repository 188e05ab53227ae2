package dev.ringlock.provider.messagebird;

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
import java.util.function.Function;

/** MessageBird's messages. Its field names are not confirmed, so all that have been seen are taken, in a form or as JSON. */
public final class MessageBird implements Provider {

    private static final String SIGNING_KEYS = "signingKeys";
    private static final String ACCESS_KEY = "accessKey";
    private static final List<String> SENDING = List.of(ACCESS_KEY, Account.BASE_URL);

    @Override
    public String name() {
        return "messagebird";
    }

    @Override
    public Optional<Function<Https, Scheme>> scheme(ProviderSettings settings) {
        settings.refuseOthers(List.of(SIGNING_KEYS), SENDING);
        return settings.secrets(SIGNING_KEYS).map(keys -> https -> new MessageBirdToken(keys));
    }

    @Override
    public boolean takesGet() {
        return true;
    }

    @Override
    public boolean writesCountryCode() {
        return true;
    }

    /** The first of some fields that has a text; empty if none has. */
    @FunctionalInterface
    private interface Lookup {
        String first(String... names);
    }

    @Override
    public List<ProviderEvent> read(VerifiedWebhook webhook) {
        if (!webhook.params().isEmpty()) {
            return read(webhook.params()::firstText);
        }
        JsonNode json = Json.read(webhook.body());
        return read(names -> FieldText.first(json, names));
    }

    private List<ProviderEvent> read(Lookup fields) {
        String text = fields.first("payload", "body", "message");
        String id = fields.first("id", "message_id");
        String status = fields.first("status");
        if (text.isEmpty() && !status.isEmpty()) {
            return List.of(new ReceiptDraft(this, id, fields.first("recipient"))
                    .from(fields.first("originator"))
                    .state(status, fields.first("statusErrorCode"))
                    .at(fields.first("statusDatetime"))
                    .reference(fields.first("reference"))
                    .receipt());
        } else if (text.isEmpty()) {
            return List.of();
        }
        return new MessageDraft(this, fields.first("originator", "sender"), fields.first("recipient", "receiver"), text)
                .id(id)
                .at(fields.first("createdDatetime", "created_datetime"))
                .events();
    }

    @Override
    public Optional<MessageSender> sender(JsonNode settings) {
        return Account.read(name(), settings, SENDING).map(MessageBird::sender);
    }

    private static MessageSender sender(Account account) {
        return new JsonSender(
                account.baseUrl("https://rest.messagebird.com").resolve("/messages"),
                "AccessKey " + account.secret(ACCESS_KEY),
                new MessageBirdMessages());
    }
}
