package dev.ringlock.delivery;

import dev.ringlock.http.WatchedCount;
import dev.ringlock.provider.DeliveryReceipt;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.Unreadable;
import dev.ringlock.steps.LifeSigns;
import dev.ringlock.steps.OptOuts;
import dev.ringlock.steps.Receipts;
import dev.ringlock.steps.ReceivedMessage;
import dev.ringlock.steps.ReceivedMessages;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Acts on receipts. A person's message that comes to the wrong address is not lost: an opt-out in it counts, and one that may
 * be an opt-out holds the contact. Its text is not kept and nobody is answered: this function can do neither.
 */
@Singleton
final class Delivery {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final Receipts receipts;
    private final ReceivedMessages messages;
    private final OptOuts optOuts;
    private final LifeSigns signs;

    Delivery(Receipts receipts, ReceivedMessages messages, OptOuts optOuts, LifeSigns signs) {
        this.receipts = receipts;
        this.messages = messages;
        this.optOuts = optOuts;
        this.signs = signs;
    }

    /**
     * Acts on an event of a provider.
     *
     * @throws dev.ringlock.store.StoreUnavailableException if it was not stored, or that is not known: the provider has to
     *     send it again
     */
    void take(ProviderEvent event) {
        if (event instanceof DeliveryReceipt receipt) {
            receipts.take(receipt);
        } else if (event instanceof InboundMessage message) {
            messages.of(message).ifPresent(this::act);
            count("misdirected");
        } else if (event instanceof Unreadable unreadable) {
            messages.likelyOptOut(unreadable).ifPresent(this::hold);
            count("unreadable");
        }
    }

    private void act(ReceivedMessage received) {
        switch (received.reply().reading()) {
            case OPT_OUT_EXACT, OPT_OUT_INTENT -> optOuts.withdraw(received);
            case REVIEW -> hold(received);
            case HELP, OPT_IN, NONE -> signs.seen(received);
        }
    }

    private void hold(ReceivedMessage received) {
        optOuts.hold(received, Map.of());
    }

    private static void count(String name) {
        LOG.infof("%s", WatchedCount.once("delivery", name));
    }
}
