package dev.ringlock.purge;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.DeclaredPurposes;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contacts that a run handles: first the due ones, then those with a consent for a purpose that has left the
 * policy, then those that live under an older version of the index key. Without such a purpose there is no second round, and
 * without a rotation no third.
 */
@Singleton
final class Rounds {

    /** Every cursor of the second round begins with it, and none of the first. */
    private static final String REMOVED = "removed/";

    /** Likewise for the third round. */
    private static final String ALL = "all/";

    private static final List<State> OPEN = List.of(State.GRANTED, State.REQUESTED);

    private final Store store;
    private final DeclaredPurposes purposes;
    private final Rekeying rekeying;

    Rounds(Store store, DeclaredPurposes purposes, Rekeying rekeying) {
        this.store = store;
        this.purposes = purposes;
        this.rekeying = rekeying;
    }

    /**
     * Begins a run: puts the policy's purposes on the ledger, and goes on with a rotation of the index key.
     *
     * @param rotates whether one is to begin
     */
    void begin(boolean rotates) {
        purposes.register();
        rekeying.begin(rotates);
    }

    /** Ends a run. */
    void ended(Ulid run, PurgeReport report) {
        rekeying.ended(run, report.counts());
    }

    /** The purposes that have left the policy. They are the same for all pages of a step. */
    Set<Purpose> removed() {
        return purposes.removed();
    }

    /**
     * A page of a round: each contact, and since when it waits.
     *
     * @param dueBy when the run began
     * @param cursor of the page before; null at the run's begin
     */
    Page<DueRow> page(Set<Purpose> removed, Instant dueBy, @Nullable String cursor, int limit) {
        if (cursor != null && cursor.startsWith(REMOVED)) {
            return removed(removed, dueBy, cursor.substring(REMOVED.length()), limit);
        }
        if (cursor != null && cursor.startsWith(ALL)) {
            return all(dueBy, cursor.substring(ALL.length()), limit);
        }
        Page<DueRow> page = store.due(dueBy, cursor, limit);
        return new Page<>(page.items(), page.next() == null ? begin(removed, 0) : page.next());
    }

    private Page<DueRow> removed(Set<Purpose> removed, Instant dueBy, String cursor, int limit) {
        int slash = cursor.indexOf('/');
        int state = Integer.parseInt(cursor.substring(0, slash));
        String after = cursor.substring(slash + 1);
        if (removed.isEmpty()) {
            return new Page<>(List.of(), begin(removed, 0));
        }
        ContactFilter filter = new ContactFilter(removed, OPEN.get(state), null, false);
        // an earlier step may have had another policy: then the list begins again
        Page<Contact> page = store.list(filter, filter.isCursor(after) ? after : null, limit);
        return new Page<>(
                page.items().stream()
                        .map(contact -> new DueRow(contact.id(), dueBy))
                        .toList(),
                page.next() == null ? begin(removed, state + 1) : REMOVED + state + "/" + page.next());
    }

    private Page<DueRow> all(Instant dueBy, String after, int limit) {
        boolean known = !after.isEmpty() && ContactFilter.NONE.isCursor(after);
        Page<Contact> page = store.list(ContactFilter.NONE, known ? after : null, limit);
        return new Page<>(
                page.items().stream()
                        .filter(rekeying::wants)
                        .map(contact -> new DueRow(contact.id(), dueBy))
                        .toList(),
                page.next() == null ? null : ALL + page.next());
    }

    /** The cursor of a state's list. Behind the last, that of all contacts while they move; null if they do not. */
    private @Nullable String begin(Set<Purpose> removed, int state) {
        if (!removed.isEmpty() && state < OPEN.size()) {
            return REMOVED + state + "/";
        }
        return rekeying.isUnderWay() ? ALL : null;
    }
}
