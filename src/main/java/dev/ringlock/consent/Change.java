package dev.ringlock.consent;

import dev.ringlock.ledger.Entry;
import dev.ringlock.terms.Purpose;
import java.util.List;
import java.util.Set;

/**
 * The result of an act: the contact to store, and the changes that belong into the same transaction.
 *
 * @param sealed purposes for which the number is to be sealed: their compartments are put
 * @param destroyed purposes whose compartments are to be deleted
 * @param marked purposes whose compartments have to be marked anew, because a hold began or ended
 * @param placed purposes for which the contact stands elsewhere in lists by state and country than before
 * @param erased held messages whose texts are to be deleted
 * @param entries what goes on the ledger, in order; empty if there is nothing to store
 * @param sendsCode whether the yes's code is to be sent to the phone once this is stored
 */
public record Change(
        Contact contact,
        Set<Purpose> sealed,
        Set<Purpose> destroyed,
        Set<Purpose> marked,
        Set<Purpose> placed,
        List<HeldMessage> erased,
        List<Entry> entries,
        boolean sendsCode) {

    public Change {
        sealed = Set.copyOf(sealed);
        destroyed = Set.copyOf(destroyed);
        marked = Set.copyOf(marked);
        placed = Set.copyOf(placed);
        erased = List.copyOf(erased);
        entries = List.copyOf(entries);
    }

    /** The contact alone changes. */
    static Change of(Contact contact) {
        return new Change(contact, Set.of(), Set.of(), Set.of(), Set.of(), List.of(), List.of(), false);
    }

    /** Nothing is to be stored. */
    public static Change nothing(Contact contact) {
        return of(contact);
    }

    /** Whether the act changed nothing that is worth a line on the ledger. */
    public boolean isNothing() {
        return entries.isEmpty();
    }
}
