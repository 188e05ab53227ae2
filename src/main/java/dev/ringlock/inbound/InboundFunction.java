package dev.ringlock.inbound;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.Request;
import dev.ringlock.message.Message;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.WebhookEvent;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.steps.LimitedSender;
import io.quarkus.funqy.Funq;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/inbound/{provider}}, a provider's webhook by POST or by GET; on AWS also what SNS hands over by itself. A failure is told in
 * the provider's way or, to SNS, by failing, so that it is sent again; only what could not be stored fails.
 */
@Singleton
@Named("inbound")
public class InboundFunction implements HttpFunction {

    private final Webhooks webhooks;
    private final Inbound inbound;
    private final LimitedSender outgoing;

    InboundFunction(Webhooks webhooks, Inbound inbound, LimitedSender outgoing) {
        this.webhooks = webhooks;
        this.inbound = inbound;
        this.outgoing = outgoing;
    }

    @Funq
    public @Nullable APIGatewayV2HTTPResponse inbound(@Nullable WebhookEvent event) {
        if (event == null || event.getRecords().isMissingNode()) {
            return Endpoint.answer("inbound", event, this);
        }
        Endpoint.handle("inbound", () -> webhooks.invokedWith(event.asSns()).forEach(this::take));
        return null;
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        String provider = request.parameter("provider");
        VerifiedWebhook webhook = webhooks.verify(provider, request);
        return webhook.provider().answer(take(webhook).map(Message::text).orElse(null));
    }

    /** The reply that goes with the answer. A reply that cannot go with it has been sent when this returns. */
    private Optional<Message> take(VerifiedWebhook webhook) {
        Optional<Message> withAnswer = Optional.empty();
        for (ProviderEvent event : webhook.events()) {
            Optional<Message> said = inbound.take(event);
            if (webhook.provider().carriesReply()) {
                withAnswer = said;
            } else {
                said.ifPresent(outgoing::send);
            }
        }
        return withAnswer;
    }
}
