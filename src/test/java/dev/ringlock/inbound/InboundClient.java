package dev.ringlock.inbound;

import dev.ringlock.Engines;
import dev.ringlock.message.Message;
import dev.ringlock.provider.EventAssertions;
import dev.ringlock.provider.VerifiedWebhook;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way into this door for tests elsewhere. */
public final class InboundClient {

    private final Inbound inbound;

    public InboundClient(Engines on) {
        this.inbound = of(on);
    }

    static Inbound of(Engines on) {
        OptIns optIns = new OptIns(on.policy, on.store, on.seals, on.outgoing, on.arrivals, on.notices);
        return new Inbound(
                on.policy,
                on.store,
                on.index,
                on.received,
                on.optOuts,
                new HeldReplies(on.optOuts, on.texts, on.arrivals),
                optIns,
                on.signs,
                on.receipts,
                on.outgoing);
    }

    /** Takes a webhook's body; its proof is taken for good. */
    public void tell(VerifiedWebhook webhook) {
        webhook.events().forEach(inbound::take);
    }

    public Optional<Message> text(String id, String from, String to, String text, @Nullable Instant sentAt) {
        return inbound.receive(EventAssertions.message("twilio", id, from, to, text, sentAt, null, "0/" + id, true));
    }

    /** A text that was proved by that. */
    public Optional<Message> proved(String id, String proof, String from, String text) {
        return inbound.receive(
                EventAssertions.message("twilio", id, from, "+12025550100", text, null, null, proof, true));
    }
}
