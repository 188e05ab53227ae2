package dev.ringlock.provider.generic;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Json;
import dev.ringlock.provider.FieldText;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.MessageDraft;
import dev.ringlock.provider.Nothing;
import dev.ringlock.provider.Provider;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.ProviderSettings;
import dev.ringlock.provider.ReceiptDraft;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sender of the owner's own, in the shape that Standard Webhooks proposes. */
public final class Generic implements Provider {

    private static final String WHSEC = "whsec_";
    private static final String SECRETS = "secrets";

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public Optional<Function<Https, Scheme>> scheme(ProviderSettings settings) {
        settings.refuseOthers(List.of(SECRETS));
        return settings.texts(SECRETS, Generic::secret).map(secrets -> https -> new StandardWebhooks(secrets));
    }

    private static Optional<Secret> secret(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.startsWith(WHSEC) ? text.substring(WHSEC.length()) : "");
            return bytes.length == 0 ? Optional.empty() : Optional.of(new Secret(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Other types of events are the owner's own, and do nothing here. */
    @Override
    public List<ProviderEvent> read(VerifiedWebhook webhook) {
        JsonNode body = Json.read(webhook.body());
        String type = FieldText.text(body, "type");
        JsonNode data = body.path("data");
        if (type.equals("sms.delivery")) {
            return data.has("outcome") ? List.of(receipt(body, data)) : List.of();
        } else if (!type.isEmpty() && !type.equals("sms.received")) {
            return List.of(Nothing.NOT_A_MESSAGE);
        }
        if (type.isEmpty() || !FieldText.has(data, "text")) {
            return List.of();
        }
        return new MessageDraft(
                        this, FieldText.text(data, "from"), FieldText.text(data, "to"), FieldText.text(data, "text"))
                .id(webhook.webhookId())
                .at(FieldText.text(body, "timestamp"))
                .events();
    }

    private ProviderEvent receipt(JsonNode body, JsonNode data) {
        return new ReceiptDraft(this, FieldText.text(data, "id"), FieldText.text(data, "to"))
                .from(FieldText.text(data, "from"))
                .state(FieldText.text(data, "outcome"), "")
                .at(FieldText.text(body, "timestamp"))
                .reference(FieldText.text(data, VerifiedWebhook.REFERENCE))
                .receipt();
    }

    @Override
    public APIGatewayV2HTTPResponse answer(@Nullable String reply) {
        return Answers.webhook(204, "text/plain; charset=utf-8", "");
    }
}
