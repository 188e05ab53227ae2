package dev.ringlock.inbound;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.Question;
import dev.ringlock.consent.Rules;
import dev.ringlock.ledger.Entry;
import dev.ringlock.message.Message;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.steps.Notices;
import dev.ringlock.steps.ReceivedMessage;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import dev.ringlock.terms.Wording;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a phone says yes: a START is a wish to be asked, and is answered with the notice in short and a question; a YES to that
 * question is a consent to that notice. A YES to nothing is nothing.
 */
@Singleton
final class OptIns {

    private final Policy policy;
    private final Store store;
    private final CompartmentSeals seals;
    private final LimitedSender outgoing;
    private final Arrivals arrivals;
    private final Notices notices;

    OptIns(
            Policy policy,
            Store store,
            CompartmentSeals seals,
            LimitedSender outgoing,
            Arrivals arrivals,
            Notices notices) {
        this.policy = policy;
        this.store = store;
        this.seals = seals;
        this.outgoing = outgoing;
        this.arrivals = arrivals;
        this.notices = notices;
    }

    /** A question and the words it is asked with. */
    private record OpenQuestion(Question question, String text) {}

    /**
     * Asks. A question counts as open only if it goes out: one that is over a limit, or that the provider does not take, was
     * never asked.
     *
     * @return the question, if it goes with the answer to the provider
     */
    Optional<Message> ask(ReceivedMessage received, List<GuardRow> once) {
        if (once.stream().anyMatch(row -> store.recall(row.name()).isPresent())) {
            return Optional.empty();
        }
        List<Contact> found = store.load(received.ids());
        Optional<OpenQuestion> asked = question(received, found);
        if (asked.isEmpty()) {
            return spend(once);
        }
        // before it goes out: nobody is asked with words that may not be used
        frozen(asked.get().question().notice());
        Message message = received.answer(asked.get().text());
        boolean allowed = policy.messages()
                .filter(messages ->
                        outgoing.allows(message.to(), received.ids().lasting(), messages.limits(), received.at()))
                .isPresent();
        boolean withAnswer = received.message().provider().carriesReply();
        if (!allowed || !(withAnswer || outgoing.send(message))) {
            return spend(once);
        }
        return store.change(received.ids(), now -> {
            Contact before = now.get(0);
            if (!before.id().equals(found.get(0).id())
                    || before.version() != found.get(0).version()) {
                // something came between, perhaps a no that the question does not know of
                return spent(once);
            }
            Change change = policy.rules()
                    .ask(before, asked.get().question(), arrivals.ulid(received.at()), received.details());
            return ChangePlan.write(
                    Commit.of(change)
                            .with(frozen(asked.get().question().notice()))
                            .guardedBy(once),
                    settled -> Optional.of(message).filter(sent -> withAnswer && settled instanceof CommitResult.Done));
        });
    }

    /**
     * Grants what the open question asked for.
     *
     * @return what is to be said: what was agreed to, once
     */
    Optional<Message> yes(ReceivedMessage received, List<GuardRow> once) {
        return store.change(received.ids(), found -> {
            Contact before = found.get(0);
            Optional<GivenConsent> yes = Optional.ofNullable(before.pending().question())
                    .filter(question -> question.isOpen(received.yesAt()))
                    .flatMap(question -> yes(received, question));
            if (yes.isEmpty()) {
                return spent(once);
            }
            Change change = policy.rules().give(before, found.subList(1, found.size()), yes.get());
            if (change.isNothing()) {
                return spent(once);
            }
            List<Terms> terms = yes.get().terms();
            seals.ready(terms);
            CompartmentSeals.Made sealed =
                    seals.make(before.id(), received.number(), terms, yes.get().evidence());
            return ChangePlan.write(
                    Commit.of(change, sealed.of(change), null)
                            .with(notices.freeze(yes.get().shown()))
                            .guardedBy(once),
                    settled -> settled instanceof CommitResult.Done
                            ? confirmation(received, yes.get(), change.sealed())
                            : Optional.empty());
        });
    }

    private Optional<Message> confirmation(ReceivedMessage received, GivenConsent yes, Set<Purpose> granted) {
        return policy.messages()
                .filter(messages -> !received.message().isAnswered())
                .flatMap(messages ->
                        messages.confirmed(granted, yes.shown().wording().language()))
                .map(received::answer);
    }

    /** It did nothing, and is used up all the same: else it could be sent again once it would do something. */
    private Optional<Message> spend(List<GuardRow> once) {
        return store.change(() -> spent(once));
    }

    private static ChangePlan<Optional<Message>> spent(List<GuardRow> once) {
        return ChangePlan.write(Commit.ofRows(once), Optional.empty());
    }

    /** Asks for the purposes that the sender's STOP takes back and a notice asks for, but for those agreed to already. */
    private Optional<OpenQuestion> question(ReceivedMessage received, List<Contact> found) {
        Contact contact = found.get(0);
        String language = policy.language(contact.language());
        Set<Purpose> tied = tied(received);
        for (Notice notice : policy.askable()) {
            Set<Purpose> purposes = new TreeSet<>(notice.purposes());
            purposes.retainAll(tied);
            purposes.removeIf(purpose -> {
                Consent now = contact.consent(purpose);
                return now != null && now.isLiving(received.at());
            });
            Optional<Wording> wording = notice.wording(language);
            if (!purposes.isEmpty() && wording.isPresent()) {
                Question question = new Question(
                        arrivals.recordId(),
                        new NoticeRef(notice.id(), notice.version(), language),
                        purposes,
                        received.at(),
                        received.at().plus(Question.OPEN),
                        Rules.begunAt(contact, found.subList(1, found.size()), received.at()));
                return Optional.of(new OpenQuestion(question, wording.get().question(purposes)));
            }
        }
        return Optional.empty();
    }

    /** The purposes of the sender that it came to. A sender that the policy does not know stands for everything. */
    private Set<Purpose> tied(ReceivedMessage received) {
        return policy.sender(received.message().to())
                .map(Sender::stop)
                .orElse(policy.purposes().keySet());
    }

    /** The words of a question freeze when it goes out: the YES says only yes. */
    private List<Entry> frozen(NoticeRef asked) {
        return policy.shown(asked).map(notices::freeze).orElse(List.of());
    }

    private static List<Purpose> purposes(List<Terms> terms) {
        return terms.stream().map(Terms::purpose).toList();
    }

    /** Empty if the question is another sender's: what this one asked is not known. */
    private Optional<GivenConsent> yes(ReceivedMessage received, Question question) {
        PhoneNumber number = received.number();
        List<Terms> terms = question.purposes().stream()
                .sorted()
                .map(policy.purposes()::get)
                .filter(Objects::nonNull)
                .filter(found -> number.isValid() && found.lineTypes().contains(number.lineType()))
                .toList();
        return policy.shown(question.notice())
                .filter(shown -> !terms.isEmpty() && tied(received).containsAll(purposes(terms)))
                .map(shown -> new GivenConsent(
                        received.yesAt(),
                        question.begunAt(),
                        arrivals.ulid(received.at()),
                        question.recordId(),
                        GivenConsent.ConsentMethod.SMS_YES,
                        terms,
                        shown,
                        MaskedNumber.of(number),
                        number.country(),
                        arrivals.evidence("", ""),
                        received.details(),
                        null,
                        null));
    }
}
