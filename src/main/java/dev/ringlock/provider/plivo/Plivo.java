package dev.ringlock.provider.plivo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.message.MessageSender;
import dev.ringlock.provider.Account;
import dev.ringlock.provider.FormBorders;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Plivo's messages. */
public final class Plivo implements Provider {

    private static final String AUTH_TOKENS = "authTokens";
    private static final String AUTH_ID = "authId";
    private static final String AUTH_TOKEN = "authToken";
    private static final Pattern ID = Pattern.compile("[0-9A-Z]{20}");
    private static final List<String> SENDING = List.of(AUTH_ID, AUTH_TOKEN, Account.BASE_URL);
    private static final String TAKES_V2 = "acceptV2WithoutBody";
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final FormBorders BORDERS = new FormBorders("Text", Set.of(), Set.of());

    @Override
    public String name() {
        return "plivo";
    }

    @Override
    public Optional<Function<Https, Scheme>> scheme(ProviderSettings settings) {
        JsonNode v2 = settings.field(TAKES_V2);
        if (!v2.isMissingNode() && !v2.isBoolean()) {
            settings.note(TAKES_V2, "has to be true or false");
        }
        settings.refuseOthers(List.of(AUTH_TOKENS, TAKES_V2), SENDING);
        return settings.secrets(AUTH_TOKENS).map(tokens -> https -> new PlivoSignature(tokens, v2.asBoolean(false)));
    }

    @Override
    public boolean takesGet() {
        return true;
    }

    @Override
    public boolean writesCountryCode() {
        return true;
    }

    @Override
    public List<ProviderEvent> read(VerifiedWebhook webhook) {
        Parameters form = webhook.params();
        boolean hasText = form.first("Text").isPresent();
        if (!form.text("Status").isEmpty() && !hasText) {
            // its times have no time zone
            return List.of(new ReceiptDraft(this, form.text("MessageUUID"), form.text("To"))
                    .from(form.text("From"))
                    .state(form.text("Status"), form.text("ErrorCode"))
                    .reference(webhook.query().text(VerifiedWebhook.REFERENCE))
                    .receipt());
        } else if (!hasText && !form.text("Type").equals("mms")) {
            return List.of();
        }
        return new MessageDraft(this, form.text("From"), form.text("To"), form.text("Text"))
                .id(form.text("MessageUUID"))
                .certain(BORDERS.areCertain(
                        webhook, Map.of("MessageUUID", UUID, "From", FormBorders.NUMBER, "To", FormBorders.NUMBER)))
                .events();
    }

    @Override
    public Optional<MessageSender> sender(JsonNode settings) {
        return Account.read(name(), settings, SENDING).map(Plivo::sender);
    }

    private static MessageSender sender(Account account) {
        String id = account.text(AUTH_ID, ID, "20 capital letters and digits");
        return new JsonSender(
                account.baseUrl("https://api.plivo.com").resolve("/v1/Account/" + id + "/Message/"),
                Account.basic(id, account.secret(AUTH_TOKEN)),
                new PlivoMessages());
    }
}
