package dev.ringlock.steps;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.consent.ProviderBlock;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.keys.Index;
import dev.ringlock.message.Message;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides an opt-out that a provider tells of, such as STOP. It is stored before anything is answered, without a call to the
 * key engine: one read and one transaction, and one transaction more for each older form of the number that is on file. A
 * text that may be an opt-out is never dropped: its contact is held.
 */
@Singleton
public final class OptOuts {

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final Arrivals arrivals;

    public OptOuts(Policy policy, Store store, Index index, Arrivals arrivals) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.arrivals = arrivals;
    }

    /**
     * Withdraws the consents that the sender stands for, a named one, or all. The policy may say that law makes it all. The
     * reply confirms it, once.
     */
    public Optional<Message> withdraw(ReceivedMessage received) {
        String scope = received.reply().scope();
        String sender = received.message().to();
        boolean everything = received.reply().everything()
                || policy.laws().reachesAll(received.number(), received.at())
                || (scope == null && isEverything(sender));
        Withdrawal withdrawal = new Withdrawal(
                received.at(),
                arrivals.ulid(received.at()),
                arrivals.recordId(),
                everything || scope == null ? purposes(sender, everything) : Set.of(new Purpose(scope)),
                everything,
                Withdrawal.WithdrawalMethod.SMS_REPLY,
                received.details());
        List<GuardRow> once = Once.no(index, received);
        // one confirmation at most: an opt-out from before is not confirmed again
        return withdraw(
                received.ids(),
                withdrawal,
                once,
                (before, settled) -> settled instanceof CommitResult.Done
                                && withdraws(before, withdrawal)
                                && !received.message().isAnswered()
                        ? confirmation(received, withdrawal, policy.language(before.language()))
                        : Optional.empty());
    }

    /**
     * Withdraws what our sender stands for, as a STOP to it would: the person had opted out at the provider.
     *
     * @param sender as the policy writes it
     */
    void refusedTo(PhoneNumber number, String sender, Instant at, Map<String, String> details, List<GuardRow> once) {
        boolean everything = policy.laws().reachesAll(number, at) || isEverything(sender);
        Withdrawal withdrawal = new Withdrawal(
                at,
                arrivals.ulid(at),
                arrivals.recordId(),
                purposes(sender, everything),
                everything,
                Withdrawal.WithdrawalMethod.PROVIDER_BLOCK_LIST,
                details);
        withdraw(index.contactIds(number), withdrawal, once, (before, settled) -> true);
    }

    /**
     * Withdraws what a provider's block list has and we do not, but for what the person proved a yes to since. It counts from
     * its receipt, as every no does.
     *
     * @param dryRun whether it is only looked at
     */
    public BlockOutcome blocked(BlockedPerson person, Map<String, String> details, boolean dryRun) {
        ProviderBlock block = person.block();
        return store.change(person.ids(), found -> {
            Set<Purpose> newer = block.newerYeses(found);
            Set<Purpose> refused = new HashSet<>(block.purposes());
            refused.removeAll(newer);
            if (block.isKnown(found)) {
                return ChangePlan.answer(BlockOutcome.KNOWN);
            } else if (!newer.isEmpty() && newer.equals(block.news(found))) {
                return ChangePlan.answer(BlockOutcome.NEWER_YES);
            } else if (dryRun) {
                return ChangePlan.answer(BlockOutcome.FOUND);
            }
            Instant now = arrivals.now();
            Withdrawal withdrawal = new Withdrawal(
                    now,
                    arrivals.ulid(now),
                    arrivals.recordId(),
                    refused,
                    block.everything() && newer.isEmpty(),
                    Withdrawal.WithdrawalMethod.PROVIDER_BLOCK_LIST,
                    details);
            return withdrawn(found, withdrawal, List.of(), (before, settled) -> BlockOutcome.FOUND);
        });
    }

    /** The block of these senders: what a STOP to each of them withdraws. */
    ProviderBlock block(PhoneNumber number, Set<String> senders, @Nullable Instant since) {
        boolean everything = senders.isEmpty()
                || senders.stream().anyMatch(this::isEverything)
                || policy.laws().reachesAll(number, arrivals.now());
        Set<Purpose> stopped = everything
                ? policy.purposes().keySet()
                : senders.stream()
                        .flatMap(sender -> purposes(sender, false).stream())
                        .collect(Collectors.toSet());
        return new ProviderBlock(stopped, everything, since);
    }

    /** A sender that the policy does not know stands for everything. */
    private boolean isEverything(String sender) {
        return policy.sender(sender).map(Sender::everything).orElse(true);
    }

    private Set<Purpose> purposes(String sender, boolean everything) {
        Set<Purpose> all = policy.purposes().keySet();
        return everything ? all : policy.sender(sender).map(Sender::stop).orElse(all);
    }

    private <T> T withdraw(
            NumberIds ids,
            Withdrawal withdrawal,
            List<GuardRow> once,
            BiFunction<Contact, CommitResult.Settled, T> answer) {
        return store.change(ids, found -> withdrawn(found, withdrawal, once, answer));
    }

    private <T> ChangePlan<T> withdrawn(
            List<Contact> found,
            Withdrawal withdrawal,
            List<GuardRow> once,
            BiFunction<Contact, CommitResult.Settled, T> answer) {
        Contact before = found.get(0);
        ChangePlan<T> plan = ChangePlan.write(
                Commit.of(policy.rules().withdraw(before, withdrawal)).guardedBy(once),
                settled -> answer.apply(before, settled));
        return olderFirst(
                found,
                older -> hasConsent(older, withdrawal),
                older -> Commit.of(policy.rules().withdraw(older, withdrawal)),
                plan);
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

    /**
     * Holds the contact, and each older form of its number that has a consent, until staff decide.
     *
     * @param sealed the message's text for each of the contacts; empty if it is not kept
     */
    public void hold(ReceivedMessage received, Map<ContactId, SealedText> sealed) {
        store.change(
                received.ids(),
                found -> olderFirst(
                        found,
                        older -> older.hold() == null && older.hasCompartments(),
                        older -> held(older, received, sealed),
                        ChangePlan.write(
                                held(found.get(0), received, sealed).guardedBy(Once.no(index, received)), true)));
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

    private static boolean hasConsent(Contact older, Withdrawal withdrawal) {
        return older.consents().entrySet().stream()
                .anyMatch(consent ->
                        (withdrawal.everything() || withdrawal.purposes().contains(consent.getKey()))
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
