package dev.ringlock.preferences;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Withdraws the consents of the page's person. A second tap, or a page that was open for long, does no harm. */
@Singleton
final class Preferences {

    private final Policy policy;
    private final Store store;
    private final Arrivals arrivals;

    Preferences(Policy policy, Store store, Arrivals arrivals) {
        this.policy = policy;
        this.store = store;
        this.arrivals = arrivals;
    }

    /**
     * @param contacts the person's contact, and those of older forms of the number
     * @param everything whether it is an opt-out from everything
     * @throws dev.ringlock.store.StoreUnavailableException if it is not known whether all is stored; a retry is safe
     */
    void takeBack(List<ContactId> contacts, Set<Purpose> purposes, boolean everything) {
        Set<ContactId> done = new HashSet<>();
        Deque<ContactId> left = new ArrayDeque<>(contacts);
        while (!left.isEmpty()) {
            ContactId contact = left.remove();
            // the number may have moved since the page was shown, to one of these too
            takeBack(contact, purposes, everything).filter(done::add).ifPresent(left::add);
        }
    }

    /** Tells the id that the number has moved to, if it has. */
    private Optional<ContactId> takeBack(ContactId contact, Set<Purpose> purposes, boolean everything) {
        return store.change(List.of(contact), found -> {
            Contact before = found.get(0);
            if (before.isLeft()) {
                return ChangePlan.answer(movedTo(before));
            }
            Set<Purpose> taken = purposes.stream()
                    .filter(purpose -> before.state(purpose) != State.WITHDRAWN)
                    .collect(Collectors.toSet());
            if (everything ? isOptedOut(before) : taken.isEmpty()) {
                return ChangePlan.answer(movedTo(before));
            }
            Instant now = arrivals.now();
            Change change = policy.rules()
                    .withdraw(
                            before,
                            new Withdrawal(
                                    now,
                                    arrivals.ulid(now),
                                    arrivals.recordId(),
                                    everything ? purposes : taken,
                                    everything,
                                    Withdrawal.WithdrawalMethod.PREFERENCE_PAGE,
                                    Map.of()));
            return ChangePlan.write(Commit.of(change), movedTo(before));
        });
    }

    private static Optional<ContactId> movedTo(Contact contact) {
        return Optional.ofNullable(contact.quality().movedTo());
    }

    private static boolean isOptedOut(Contact contact) {
        return contact.optOutOfEverything() != null
                && contact.consents().values().stream().noneMatch(Consent::isOpen);
    }
}
