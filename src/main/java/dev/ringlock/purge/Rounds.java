package dev.ringlock.purge;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
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
 * Whom a run walks over: first who is due, then who still has a consent of a purpose that has left the policy. The second
 * round is none as long as no purpose has.
 */
@Singleton
final class Rounds {

    /** Begins every cursor of the second round, and none of the first. */
    private static final String REMOVED = "removed/";

    private static final List<State> OPEN = List.of(State.GRANTED, State.REQUESTED);

    private final Store store;
    private final DeclaredPurposes purposes;

    Rounds(Store store, DeclaredPurposes purposes) {
        this.store = store;
        this.purposes = purposes;
    }

    /** Begins a run: the purposes of its policy are put on the ledger. */
    void begin() {
        purposes.register();
    }

    /** The purposes that have left the policy: the same for all pages of a step. */
    Set<Purpose> removed() {
        return purposes.removed();
    }

    /**
     * A page of a round, each contact with the instant since which it waits.
     *
     * @param dueBy when the run began
     * @param cursor of the page before; null at the run's begin
     */
    Page<DueRow> page(Set<Purpose> removed, Instant dueBy, @Nullable String cursor, int limit) {
        if (cursor != null && cursor.startsWith(REMOVED)) {
            return removed(removed, dueBy, cursor.substring(REMOVED.length()), limit);
        }
        Page<DueRow> page = store.due(dueBy, cursor, limit);
        return new Page<>(page.items(), page.next() == null ? begin(removed, 0) : page.next());
    }

    private Page<DueRow> removed(Set<Purpose> removed, Instant dueBy, String cursor, int limit) {
        int slash = cursor.indexOf('/');
        int state = Integer.parseInt(cursor.substring(0, slash));
        String after = cursor.substring(slash + 1);
        if (removed.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        ContactFilter filter = new ContactFilter(removed, OPEN.get(state), null, false);
        // another step may have had another policy: then the list begins anew
        Page<Contact> page = store.list(filter, filter.isCursor(after) ? after : null, limit);
        return new Page<>(
                page.items().stream()
                        .map(contact -> new DueRow(contact.id(), dueBy))
                        .toList(),
                page.next() == null ? begin(removed, state + 1) : REMOVED + state + "/" + page.next());
    }

    /** The cursor of a state's list; null where there is none to walk. */
    private static @Nullable String begin(Set<Purpose> removed, int state) {
        return removed.isEmpty() || state == OPEN.size() ? null : REMOVED + state + "/";
    }
}
