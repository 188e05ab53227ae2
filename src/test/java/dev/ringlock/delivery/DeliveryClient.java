package dev.ringlock.delivery;

import dev.ringlock.Engines;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.Webhooks;

/** The way into this function for tests elsewhere. */
public final class DeliveryClient {

    private final Delivery delivery;

    public DeliveryClient(Engines on) {
        this.delivery = new Delivery(on.receipts, on.received, on.optOuts, on.signs);
    }

    /** Takes a webhook; its proof is taken for good. */
    public void tell(VerifiedWebhook webhook) {
        webhook.events().forEach(delivery::take);
    }

    /** The whole function, behind its proof. */
    DeliveryFunction behind(Webhooks webhooks) {
        return new DeliveryFunction(webhooks, delivery);
    }
}
