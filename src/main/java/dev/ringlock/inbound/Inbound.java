package dev.ringlock.inbound;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Purpose;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.edge.Edge;
import dev.ringlock.edge.Measures;
import dev.ringlock.keys.Index;
import dev.ringlock.message.Message;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Messages.Use;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.reply.Reading;
import dev.ringlock.reply.Reply;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.Attempts;
import dev.ringlock.steps.Outgoing;
import dev.ringlock.store.Commit;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Outcome;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a message from a phone does. A no is stored before anything is answered: one read and one transaction, no call to the
 * key engine. A text that may be a no is never dropped: its contact is held.
 */
@Singleton
final class Inbound {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** For longer than anybody tries again: SNS does for 23 days; docs/providers.md has the others. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final Parties parties;
    private final OptIns optIns;
    private final Outgoing outgoing;
    private final Arrivals arrivals;

    Inbound(Policy policy, Store store, Index index, OptIns optIns, Outgoing outgoing, Arrivals arrivals) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.parties = new Parties(policy);
        this.optIns = optIns;
        this.outgoing = outgoing;
        this.arrivals = arrivals;
    }

    /**
     * Does what the message wants.
     *
     * @return what is to be said to who sent it; empty if nothing is
     * @throws StoreUnavailableException if it could not be stored, or that is not known: the provider has to send it again
     */
    Optional<Message> receive(InboundMessage told) {
        InboundMessage message = told.to(parties.sender(told));
        Optional<PhoneNumber> number = parties.phone(told);
        if (number.isEmpty()) {
            // a name, a short code, an address: nobody's phone, so nobody's consent
            LOG.infof("%s", Measures.of("inbound", Map.of("notAPhone", 1.0)));
            return Optional.empty();
        }
        Received received =
                new Received(message, read(message), number.get(), index.contactIds(number.get()), arrivals.now());
        return switch (received.reply().reading()) {
            case OPT_OUT_EXACT, OPT_OUT_INTENT -> optOut(received);
            case REVIEW -> review(received);
            case HELP -> help(received);
            case OPT_IN -> optIns.ask(received, once(received));
            case NONE -> received.reply().yes() ? optIns.yes(received, once(received)) : seen(received);
        };
    }

    /** What the provider has read counts too, where we read less: its owner may have told it words that we do not know. */
    private Reply read(InboundMessage message) {
        Reply ours = policy.replies().read(message.text());
        boolean optOut = ours.reading() == Reading.OPT_OUT_EXACT || ours.reading() == Reading.OPT_OUT_INTENT;
        if ("STOP".equals(message.providersReading()) && !optOut) {
            return new Reply(Reading.OPT_OUT_EXACT, null, false);
        }
        if (ours.reading() != Reading.NONE || message.providersReading() == null) {
            return ours;
        }
        return switch (message.providersReading()) {
            case "START" -> new Reply(Reading.OPT_IN, null, false);
            case "HELP" -> new Reply(Reading.HELP, null, false);
            default -> ours;
        };
    }

    private Optional<Message> optOut(Received received) {
        Optional<Sender> sender = policy.sender(received.message().to());
        String scope = received.reply().scope();
        Set<Purpose> purposes = new HashSet<>(
                scope != null
                        ? Set.of(new Purpose(scope))
                        : sender.map(Sender::stop).orElse(policy.purposes().keySet()));
        boolean everything = scope == null && sender.map(Sender::everything).orElse(true);
        Withdrawal withdrawal = new Withdrawal(
                received.noAt(),
                arrivals.ulid(received.at()),
                arrivals.recordId(),
                purposes,
                everything,
                Withdrawal.Method.SMS_REPLY,
                received.details());
        return Attempts.untilDone(() -> {
            List<Contact> found = store.load(received.ids());
            boolean all = found.stream()
                    .skip(1)
                    .filter(older -> isThere(older, purposes, everything))
                    .allMatch(older -> isDone(policy.rules().no(older, withdrawal), null));
            Contact before = found.get(0);
            return all
                    ? stored(received, before, policy.rules().no(before, withdrawal), tookBack(before, purposes))
                    : Optional.empty();
        });
    }

    /** One confirmation at most for each opt-out: what was taken back before is not told again. */
    private Optional<Optional<Message>> stored(Received received, Contact before, Change change, boolean tells) {
        Outcome outcome = store.commit(Commit.of(change, List.of(), once(received)));
        if (outcome instanceof Outcome.Conflict) {
            return Optional.empty();
        }
        boolean answers = outcome instanceof Outcome.Done && tells && !isAnswered(received);
        return Optional.of(answers ? text(received, Use.STOPPED, before) : Optional.empty());
    }

    private Optional<Message> review(Received received) {
        return Attempts.untilDone(() -> {
            Contact before = store.load(received.ids()).get(0);
            Change change =
                    policy.rules().hold(before, received.noAt(), arrivals.ulid(received.at()), received.details());
            return stored(received, before, change, false);
        });
    }

    /** A sign of life, and nothing else: what cannot be stored of it is not worth asking for again. */
    private Optional<Message> seen(Received received) {
        try {
            Contact before = store.load(received.ids()).get(0);
            policy.rules()
                    .seen(before, received.at())
                    .ifPresent(change -> store.commit(Commit.of(change, List.of(), null)));
        } catch (StoreUnavailableException e) {
            LOG.infof("a sign of life was not stored: %s", Edge.place(e));
        }
        return Optional.empty();
    }

    /** Nothing of it has to be stored, so nothing may fail but the answer's language. */
    private Optional<Message> help(Received received) {
        seen(received);
        if (isAnswered(received)) {
            return Optional.empty();
        }
        Contact contact;
        try {
            contact = store.load(received.ids()).get(0);
        } catch (StoreUnavailableException e) {
            contact = Contact.unknown(received.ids().get(0));
        }
        Optional<Message> answer = text(received, Use.HELP, contact);
        return answer.filter(message -> policy.messages()
                .filter(messages -> outgoing.allows(message, received.ids().get(0), messages.limits(), received.at()))
                .isPresent());
    }

    private Optional<Message> text(Received received, Use use, Contact contact) {
        return policy.messages()
                .map(messages -> messages.text(use, policy.language(contact.language())))
                .map(text -> new Message(received.message().to(), received.number(), text));
    }

    /** Whether the provider has said to the person what it was told to say. */
    private static boolean isAnswered(Received received) {
        return received.message().providersReading() != null;
    }

    private boolean isDone(Change change, @Nullable GuardRow once) {
        return store.commit(Commit.of(change, List.of(), once)) instanceof Outcome.Done;
    }

    private static boolean isThere(Contact older, Set<Purpose> purposes, boolean everything) {
        return older.consents().entrySet().stream()
                .anyMatch(consent -> (everything || purposes.contains(consent.getKey()))
                        && consent.getValue().state() != State.WITHDRAWN);
    }

    private static boolean tookBack(Contact before, Set<Purpose> purposes) {
        return purposes.stream()
                .map(before::consent)
                .map(consent -> consent == null ? null : consent.state())
                .anyMatch(state -> state != State.WITHDRAWN);
    }

    private GuardRow once(Received received) {
        InboundMessage message = received.message();
        return new GuardRow(
                index.guardName("inbound", message.provider(), message.id()),
                "",
                received.reply().reading().id(),
                received.at().plus(REMEMBERED));
    }
}
