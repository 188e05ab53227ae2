package dev.ringlock.inbound;

import dev.ringlock.http.WatchedCount;
import dev.ringlock.keys.Index;
import dev.ringlock.message.Message;
import dev.ringlock.policy.Messages.MessageUse;
import dev.ringlock.policy.Policy;
import dev.ringlock.provider.DeliveryReceipt;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.Nothing;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.Unreadable;
import dev.ringlock.steps.LifeSigns;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.steps.Once;
import dev.ringlock.steps.OptOuts;
import dev.ringlock.steps.Receipts;
import dev.ringlock.steps.ReceivedMessage;
import dev.ringlock.steps.ReceivedMessages;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Acts on a message from a phone: {@link OptOuts} withdraws consent, {@link HeldReplies} holds the contact, {@link OptIns} asks
 * and grants. Any other message is a sign of life.
 */
@Singleton
final class Inbound {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final ReceivedMessages messages;
    private final OptOuts optOuts;
    private final HeldReplies held;
    private final OptIns optIns;
    private final LifeSigns signs;
    private final Receipts receipts;
    private final LimitedSender outgoing;

    Inbound(
            Policy policy,
            Store store,
            Index index,
            ReceivedMessages messages,
            OptOuts optOuts,
            HeldReplies held,
            OptIns optIns,
            LifeSigns signs,
            Receipts receipts,
            LimitedSender outgoing) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.messages = messages;
        this.optOuts = optOuts;
        this.held = held;
        this.optIns = optIns;
        this.signs = signs;
        this.receipts = receipts;
        this.outgoing = outgoing;
    }

    /**
     * Acts on an event of a provider.
     *
     * @return the reply to the sender; empty if there is none
     * @throws StoreUnavailableException if it was not stored, or that is not known: the provider has to send it again
     */
    Optional<Message> take(ProviderEvent event) {
        if (event instanceof InboundMessage message) {
            return receive(message);
        } else if (event instanceof DeliveryReceipt receipt) {
            // some providers send both to one address
            receipts.take(receipt);
        } else if (event instanceof Unreadable unreadable) {
            messages.likelyOptOut(unreadable).ifPresent(held::hold);
            count("unreadable");
        } else if (event == Nothing.WITHOUT_WORDS) {
            count("unread");
        }
        return Optional.empty();
    }

    /** The same for a message. */
    Optional<Message> receive(InboundMessage told) {
        Optional<ReceivedMessage> received = messages.of(told);
        if (received.isEmpty()) {
            count("notAPhone");
        }
        return received.flatMap(this::act);
    }

    private Optional<Message> act(ReceivedMessage received) {
        return switch (received.reply().reading()) {
            case OPT_OUT_EXACT, OPT_OUT_INTENT -> optOuts.withdraw(received);
            case REVIEW -> {
                held.hold(received);
                yield Optional.empty();
            }
            case HELP -> help(received);
            case OPT_IN -> isCertain(received) ? optIns.ask(received, Once.yes(index, received)) : seen(received);
            case NONE ->
                received.reply().yes() && isCertain(received)
                        ? optIns.yes(received, Once.yes(index, received))
                        : seen(received);
        };
    }

    /** A YES or a START does nothing if its fields are in doubt. The metric {@code inDoubt} counts it. */
    private static boolean isCertain(ReceivedMessage received) {
        if (!received.message().isCertain()) {
            count("inDoubt");
        }
        return received.message().isCertain();
    }

    /** A metric of this function. */
    static void count(String name) {
        LOG.infof("%s", WatchedCount.once("inbound", name));
    }

    private Optional<Message> seen(ReceivedMessage received) {
        signs.seen(received);
        return Optional.empty();
    }

    /** Answers HELP. Nothing has to be stored, so a failing store costs at most the language of the answer. */
    private Optional<Message> help(ReceivedMessage received) {
        seen(received);
        if (received.message().isAnswered()) {
            return Optional.empty();
        }
        String language = language(received);
        Optional<Message> answer = policy.messages()
                .map(messages -> messages.text(MessageUse.HELP, language))
                .map(received::answer);
        return answer.filter(message -> policy.messages()
                .filter(messages ->
                        outgoing.allows(message.to(), received.ids().lasting(), messages.limits(), received.at()))
                .isPresent());
    }

    private String language(ReceivedMessage received) {
        try {
            return policy.language(store.load(received.ids()).get(0).language());
        } catch (StoreUnavailableException e) {
            return policy.language(null);
        }
    }
}
