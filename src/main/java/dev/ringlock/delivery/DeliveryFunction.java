package dev.ringlock.delivery;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.Request;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.WebhookEvent;
import dev.ringlock.provider.Webhooks;
import io.quarkus.funqy.Funq;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/delivery/{provider}}, a provider's receipt by POST or by GET; on AWS also what SNS hands over by itself. A failure
 * is told in the provider's way or, to SNS, by failing, so that it is sent again; only what could not be stored fails.
 */
@Singleton
@Named("delivery")
public class DeliveryFunction implements HttpFunction {

    private final Webhooks webhooks;
    private final Delivery delivery;

    DeliveryFunction(Webhooks webhooks, Delivery delivery) {
        this.webhooks = webhooks;
        this.delivery = delivery;
    }

    @Funq
    public @Nullable APIGatewayV2HTTPResponse delivery(@Nullable WebhookEvent event) {
        if (event == null || event.getRecords().isMissingNode()) {
            return Endpoint.answer("delivery", event, this);
        }
        Endpoint.handle("delivery", () -> webhooks.invokedWith(event.asSns()).forEach(this::take));
        return null;
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        VerifiedWebhook webhook = webhooks.verify(request.parameter("provider"), request);
        take(webhook);
        return webhook.provider().answer(null);
    }

    private void take(VerifiedWebhook webhook) {
        webhook.events().forEach(delivery::take);
    }
}
