package dev.ringlock.inbound;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.http.Endpoint;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.TextSeals;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.message.Message;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Decides an opt-out by message, such as STOP. It is stored before anything is answered, without a call to the key engine:
 * one read and one transaction, and one transaction more for each older form of the number that is on file. A text that may
 * be an opt-out is never dropped: its contact is held, and the text is kept sealed for the decision.
 */
@Singleton
final class OptOuts {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final TextSeals texts;
    private final Arrivals arrivals;

    OptOuts(Policy policy, Store store, Index index, TextSeals texts, Arrivals arrivals) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.texts = texts;
        this.arrivals = arrivals;
    }

    /**
     * Withdraws the consents that the sender stands for, a named one, or all. The policy may say that law makes it all. The
     * reply confirms it, once.
     */
    Optional<Message> withdraw(ReceivedMessage received) {
        Optional<Sender> sender = policy.sender(received.message().to());
        String scope = received.reply().scope();
        boolean everything = received.reply().everything()
                || policy.laws().reachesAll(received.number(), received.at())
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
            // one confirmation at most: an opt-out from before is not confirmed again
            ChangePlan<Optional<Message>> plan = ChangePlan.write(
                    once(policy.rules().withdraw(before, withdrawal), received),
                    settled -> settled instanceof CommitResult.Done
                                    && withdraws(before, withdrawal)
                                    && !received.message().isAnswered()
                            ? confirmation(received, withdrawal, policy.language(before.language()))
                            : Optional.empty());
            return olderFirst(
                    found,
                    older -> hasConsent(older, purposes, everything),
                    older -> Commit.of(policy.rules().withdraw(older, withdrawal)),
                    plan);
        });
    }

    private Commit once(Change change, ReceivedMessage received) {
        return Commit.of(change).guardedBy(Once.no(index, received));
    }

    /** The older forms of the number change before the contact itself, each in a transaction of its own. */
    private static <T> ChangePlan<T> olderFirst(
            List<Contact> found, Predicate<Contact> which, Function<Contact, Commit> rule, ChangePlan<T> then) {
        ChangePlan<T> plan = then;
        for (int last = found.size() - 1; last > 0; last--) {
            Contact older = found.get(last);
            if (which.test(older)) {
                plan = ChangePlan.first(rule.apply(older), plan);
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

    /** Holds the contact, and each older form of its number that has a consent, until staff decide. */
    Optional<Message> hold(ReceivedMessage received) {
        Map<ContactId, SealedText> sealed = sealed(received);
        return store.change(
                received.ids(),
                found -> olderFirst(
                        found,
                        older -> older.hold() == null && older.hasCompartments(),
                        older -> held(older, received, sealed),
                        ChangePlan.write(
                                held(found.get(0), received, sealed).guardedBy(Once.no(index, received)),
                                Optional.empty())));
    }

    /** The text, sealed for each contact that may be held. Without the key engine it is not kept: the hold does not wait. */
    private Map<ContactId, SealedText> sealed(ReceivedMessage received) {
        Map<ContactId, SealedText> sealed = new HashMap<>();
        try {
            for (ContactId contact : received.ids()) {
                Ulid id = arrivals.ulid(received.at());
                Sealed text = texts.seal(contact, id, received.text());
                sealed.put(contact, new SealedText(contact, id, text.sealed(), text.wrappedKey()));
            }
            return sealed;
        } catch (KeysUnavailableException e) {
            LOG.warnf("the text of a held message is not kept: %s", Endpoint.place(e));
            return Map.of();
        }
    }

    private Commit held(Contact before, ReceivedMessage received, Map<ContactId, SealedText> sealed) {
        List<SealedText> texts = Stream.ofNullable(sealed.get(before.id())).toList();
        List<HeldMessage> messages = texts.stream()
                .map(text -> new HeldMessage(text.contact(), text.id(), received.at()))
                .toList();
        return Commit.of(policy.rules()
                        .hold(before, messages, received.at(), arrivals.ulid(received.at()), received.details()))
                .keeping(texts);
    }

    private static boolean hasConsent(Contact older, Set<Purpose> purposes, boolean everything) {
        return older.consents().entrySet().stream()
                .anyMatch(consent -> (everything || purposes.contains(consent.getKey()))
                        && consent.getValue().state() != State.WITHDRAWN);
    }

    private static boolean withdraws(Contact before, Withdrawal withdrawal) {
        return (withdrawal.everything() && before.optOutOfEverything() == null)
                || withdrawal.purposes().stream()
                        .map(before::consent)
                        .map(consent -> consent == null ? null : consent.state())
                        .anyMatch(state -> state != State.WITHDRAWN);
    }
}
