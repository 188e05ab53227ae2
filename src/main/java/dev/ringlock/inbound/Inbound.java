package dev.ringlock.inbound;

import dev.ringlock.consent.Contact;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.WatchedCount;
import dev.ringlock.keys.Index;
import dev.ringlock.message.Message;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Messages.MessageUse;
import dev.ringlock.policy.Policy;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.Nothing;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.Unreadable;
import dev.ringlock.reply.Reading;
import dev.ringlock.reply.Reply;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Acts on a message from a phone: {@link OptOuts} withdraws consent or holds the contact, {@link OptIns} asks and grants. Any
 * other message is a sign of life.
 */
@Singleton
final class Inbound {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final Parties parties;
    private final UnreadableSearch search;
    private final OptOuts optOuts;
    private final OptIns optIns;
    private final LimitedSender outgoing;
    private final Arrivals arrivals;

    Inbound(
            Policy policy,
            Store store,
            Index index,
            OptOuts optOuts,
            OptIns optIns,
            LimitedSender outgoing,
            Arrivals arrivals) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.parties = new Parties(policy);
        this.search = new UnreadableSearch(policy.replies(), parties);
        this.optOuts = optOuts;
        this.optIns = optIns;
        this.outgoing = outgoing;
        this.arrivals = arrivals;
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
        } else if (event instanceof Unreadable unreadable) {
            search.optOut(unreadable).ifPresent(this::hold);
            count("unreadable");
        } else if (event == Nothing.WITHOUT_WORDS) {
            count("unread");
        }
        // nothing acts on a delivery receipt yet
        return Optional.empty();
    }

    /** A message that nobody can read may be an opt-out. Its contact is held, as for an uncertain text. */
    private void hold(InboundMessage unread) {
        parties.phone(unread)
                .ifPresent(number -> optOuts.hold(new ReceivedMessage(
                        unread, Reply.of(Reading.REVIEW), number, index.contactIds(number), arrivals.now())));
    }

    /** The same for a message. */
    Optional<Message> receive(InboundMessage told) {
        InboundMessage message = told.to(parties.sender(told));
        Optional<PhoneNumber> number = parties.phone(told);
        if (number.isEmpty()) {
            // a name, a short code or an address is no phone, so it has no consents
            count("notAPhone");
            return Optional.empty();
        }
        ReceivedMessage received = new ReceivedMessage(
                message,
                MessageReading.of(policy.replies(), message),
                number.get(),
                index.contactIds(number.get()),
                arrivals.now());
        return switch (received.reply().reading()) {
            case OPT_OUT_EXACT, OPT_OUT_INTENT -> optOuts.withdraw(received);
            case REVIEW -> optOuts.hold(received);
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

    /** Stores a sign of life. If that fails, the message is not asked for again. */
    private Optional<Message> seen(ReceivedMessage received) {
        try {
            Contact before = store.load(received.ids()).get(0);
            policy.rules()
                    .seen(before, received.at())
                    .ifPresent(change -> store.tryChange(ChangePlan.write(Commit.of(change), true)));
        } catch (StoreUnavailableException e) {
            LOG.infof("a sign of life was not stored: %s", Endpoint.place(e));
        }
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
                        outgoing.allows(message.to(), received.ids().get(0), messages.limits(), received.at()))
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
