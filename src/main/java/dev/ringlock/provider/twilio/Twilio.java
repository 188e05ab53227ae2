package dev.ringlock.provider.twilio;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Answers;
import dev.ringlock.message.MessageSender;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.Provider;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.ProviderSettings;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Twilio's messages and conversations. */
public final class Twilio implements Provider {

    private static final String AUTH_TOKENS = "authTokens";
    private static final String SHARED_KEYS = "sharedKeys";

    @Override
    public String name() {
        return "twilio";
    }

    /** Tokens of the account, shared keys, or both while one takes the other's place. */
    @Override
    public Optional<Function<Https, Scheme>> scheme(ProviderSettings settings) {
        settings.refuseOthers(List.of(AUTH_TOKENS, SHARED_KEYS, TwilioConsents.CONSENTS_URL), TwilioAccount.FIELDS);
        boolean hasShared = !settings.field(SHARED_KEYS).isMissingNode();
        boolean hasTokens = !settings.field(AUTH_TOKENS).isMissingNode() || !hasShared;
        Optional<List<Secret>> tokens = hasTokens ? settings.secrets(AUTH_TOKENS) : Optional.of(List.of());
        Optional<List<Secret>> shared = hasShared ? settings.secrets(SHARED_KEYS) : Optional.of(List.of());
        return tokens.flatMap(found -> shared.map(keys -> https -> new TwilioSignature(found, keys)));
    }

    @Override
    public boolean takesGet() {
        return true;
    }

    @Override
    public List<ProviderEvent> read(VerifiedWebhook webhook) {
        return TwilioForms.read(webhook);
    }

    @Override
    public boolean carriesReply() {
        return true;
    }

    @Override
    public APIGatewayV2HTTPResponse answer(@Nullable String reply) {
        return Answers.webhook(200, "text/xml; charset=utf-8", Twiml.of(reply));
    }

    @Override
    public Optional<MessageSender> sender(JsonNode settings) {
        return TwilioAccount.read(settings).map(TwilioSender::new);
    }

    @Override
    public Optional<BlockList> blockList(JsonNode settings) {
        return TwilioAccount.read(settings)
                .map(account -> new TwilioOptOuts(account, TwilioConsents.of(account, settings)));
    }
}
