package dev.ringlock.inbound;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.Measures;
import dev.ringlock.keys.Index;
import dev.ringlock.message.Message;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Messages.MessageUse;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
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
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Acts on a message from a phone. A no is stored before anything is answered, without a call to the key engine: one read and
 * one transaction, and one transaction more for each older form of the number that is on file. A text that may be a no is
 * never dropped: its contact is held.
 */
@Singleton
final class Inbound {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final Parties parties;
    private final UnreadableSearch search;
    private final OptIns optIns;
    private final LimitedSender outgoing;
    private final Arrivals arrivals;

    Inbound(Policy policy, Store store, Index index, OptIns optIns, LimitedSender outgoing, Arrivals arrivals) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.parties = new Parties(policy);
        this.search = new UnreadableSearch(policy.replies(), parties);
        this.optIns = optIns;
        this.outgoing = outgoing;
        this.arrivals = arrivals;
    }

    /**
     * Does what the event wants.
     *
     * @return what is to be said to who sent it; empty if nothing is
     * @throws StoreUnavailableException if it could not be stored, or that is not known: the provider has to send it again
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

    /** A message that nobody can read may be a no: it is held as one whose text is uncertain. */
    private void hold(InboundMessage unread) {
        parties.phone(unread)
                .ifPresent(number -> review(new ReceivedMessage(
                        unread, Reply.of(Reading.REVIEW), number, index.contactIds(number), arrivals.now())));
    }

    /** The same for a message. */
    Optional<Message> receive(InboundMessage told) {
        InboundMessage message = told.to(parties.sender(told));
        Optional<PhoneNumber> number = parties.phone(told);
        if (number.isEmpty()) {
            // a name, a short code, an address: nobody's phone, so nobody's consent
            count("notAPhone");
            return Optional.empty();
        }
        ReceivedMessage received = new ReceivedMessage(
                message, read(message), number.get(), index.contactIds(number.get()), arrivals.now());
        return switch (received.reply().reading()) {
            case OPT_OUT_EXACT, OPT_OUT_INTENT -> optOut(received);
            case REVIEW -> review(received);
            case HELP -> help(received);
            case OPT_IN -> isCertain(received) ? optIns.ask(received, Once.yes(index, received)) : seen(received);
            case NONE ->
                received.reply().yes() && isCertain(received)
                        ? optIns.yes(received, Once.yes(index, received))
                        : seen(received);
        };
    }

    /** A yes or a wish to be asked does nothing where its fields are in doubt. Its number tells the owner of it. */
    private static boolean isCertain(ReceivedMessage received) {
        if (!received.message().isCertain()) {
            count("inDoubt");
        }
        return received.message().isCertain();
    }

    /** A metric of this function. */
    static void count(String name) {
        LOG.infof("%s", Measures.of("inbound", Map.of(name, 1.0)));
    }

    /** The provider's reading counts too where we read less: its owner may have told it words that we do not know. */
    private Reply read(InboundMessage message) {
        Reply ours = policy.replies().read(message.text());
        boolean optOut = ours.reading() == Reading.OPT_OUT_EXACT || ours.reading() == Reading.OPT_OUT_INTENT;
        if (!optOut && policy.replies().read(message.payload()).reading() == Reading.OPT_OUT_EXACT) {
            // the owner named the button so, whatever is written on it
            return policy.replies().read(message.payload());
        }
        if ("STOP".equals(message.providersReading()) && !optOut) {
            return Reply.of(Reading.OPT_OUT_EXACT);
        }
        if (ours.reading() != Reading.NONE || ours.yes() || message.providersReading() == null) {
            return ours;
        }
        return switch (message.providersReading()) {
            case "START" -> Reply.of(Reading.OPT_IN);
            case "HELP" -> Reply.of(Reading.HELP);
            default -> ours;
        };
    }

    private Optional<Message> optOut(ReceivedMessage received) {
        Optional<Sender> sender = policy.sender(received.message().to());
        String scope = received.reply().scope();
        boolean everything = received.reply().everything()
                || (scope == null && sender.map(Sender::everything).orElse(true));
        Set<Purpose> all = policy.purposes().keySet();
        Set<Purpose> purposes = everything
                ? all
                : scope != null
                        ? Set.of(new Purpose(scope))
                        : sender.map(Sender::stop).orElse(all);
        Withdrawal withdrawal = new Withdrawal(
                received.at(),
                arrivals.ulid(received.at()),
                arrivals.recordId(),
                purposes,
                everything,
                Withdrawal.WithdrawalMethod.SMS_REPLY,
                received.details());
        return store.change(received.ids(), found -> {
            Contact before = found.get(0);
            // one confirmation at most: what was taken back before is not told again
            ChangePlan<Optional<Message>> plan = ChangePlan.write(
                    once(policy.rules().withdraw(before, withdrawal), received),
                    settled -> settled instanceof CommitResult.Done
                                    && tookBack(before, withdrawal)
                                    && !received.message().isAnswered()
                            ? confirmation(received, withdrawal, policy.language(before.language()))
                            : Optional.empty());
            return olderFirst(
                    found,
                    older -> isThere(older, purposes, everything),
                    older -> policy.rules().withdraw(older, withdrawal),
                    plan);
        });
    }

    private Commit once(Change change, ReceivedMessage received) {
        return Commit.of(change).guardedBy(Once.no(index, received));
    }

    /** The older forms of the number change before the contact itself, each in a transaction of its own. */
    private static <T> ChangePlan<T> olderFirst(
            List<Contact> found, Predicate<Contact> which, Function<Contact, Change> rule, ChangePlan<T> then) {
        ChangePlan<T> plan = then;
        for (int last = found.size() - 1; last > 0; last--) {
            Contact older = found.get(last);
            if (which.test(older)) {
                plan = ChangePlan.first(Commit.of(rule.apply(older)), plan);
            }
        }
        return plan;
    }

    private Optional<Message> confirmation(ReceivedMessage received, Withdrawal withdrawal, String language) {
        return policy.messages()
                .map(messages -> withdrawal.everything()
                        ? messages.stoppedAll(language)
                        : messages.stopped(withdrawal.purposes(), language))
                .map(received::answer);
    }

    /** The contact is held, and so is every older form of its number that something is agreed to under. */
    private Optional<Message> review(ReceivedMessage received) {
        return store.change(
                received.ids(),
                found -> olderFirst(
                        found,
                        older -> older.hold() == null && older.hasCompartments(),
                        older -> held(older, received),
                        ChangePlan.write(once(held(found.get(0), received), received), Optional.empty())));
    }

    private Change held(Contact before, ReceivedMessage received) {
        return policy.rules().hold(before, received.at(), arrivals.ulid(received.at()), received.details());
    }

    /** A sign of life, and nothing else: what cannot be stored of it is not worth asking for again. */
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

    /** Nothing of it has to be stored, so nothing may fail but the answer's language. */
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
                .filter(messages -> outgoing.allows(message, received.ids().get(0), messages.limits(), received.at()))
                .isPresent());
    }

    private String language(ReceivedMessage received) {
        try {
            return policy.language(store.load(received.ids()).get(0).language());
        } catch (StoreUnavailableException e) {
            return policy.language(null);
        }
    }

    private static boolean isThere(Contact older, Set<Purpose> purposes, boolean everything) {
        return older.consents().entrySet().stream()
                .anyMatch(consent -> (everything || purposes.contains(consent.getKey()))
                        && consent.getValue().state() != State.WITHDRAWN);
    }

    private static boolean tookBack(Contact before, Withdrawal withdrawal) {
        return (withdrawal.everything() && before.optOutOfEverything() == null)
                || withdrawal.purposes().stream()
                        .map(before::consent)
                        .map(consent -> consent == null ? null : consent.state())
                        .anyMatch(state -> state != State.WITHDRAWN);
    }
}
