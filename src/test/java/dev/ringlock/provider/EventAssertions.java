package dev.ringlock.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a webhook has to tell. */
public final class EventAssertions {

    private EventAssertions() {}

    /** The one message of a webhook. */
    public static InboundMessage one(VerifiedWebhook webhook) {
        return assertInstanceOf(InboundMessage.class, only(webhook));
    }

    public static ProviderEvent only(VerifiedWebhook webhook) {
        List<ProviderEvent> events = webhook.events();
        assertEquals(1, events.size());
        return events.get(0);
    }

    /** It is known, and no message. */
    public static void assertNone(VerifiedWebhook webhook) {
        ProviderEvent event = only(webhook);
        assertTrue(event instanceof Nothing || event instanceof DeliveryReceipt, event::toString);
    }

    public static void assertReceipt(String id, DeliveryOutcome outcome, VerifiedWebhook webhook) {
        DeliveryReceipt receipt = assertInstanceOf(DeliveryReceipt.class, only(webhook));
        assertEquals(List.of(id, outcome), List.of(receipt.id(), receipt.outcome()));
    }

    /** A receipt with all that it tells. */
    public static void assertReceipt(
            VerifiedWebhook webhook,
            DeliveryOutcome outcome,
            String id,
            String to,
            String from,
            @Nullable Instant at,
            String reference) {
        assertEquals(new DeliveryReceipt(webhook.provider(), id, to, from, outcome, at, reference), only(webhook));
    }

    public static void assertNotUnderstood(VerifiedWebhook webhook) {
        assertInstanceOf(Unreadable.class, only(webhook));
    }

    /** A message without a button. */
    public static InboundMessage message(
            String provider,
            String id,
            String from,
            String to,
            String text,
            @Nullable Instant sentAt,
            @Nullable String reading,
            String proof,
            boolean certain) {
        return new InboundMessage(
                VerifiedWebhooks.provider(provider), id, from, to, text, "", sentAt, reading, proof, certain);
    }
}
