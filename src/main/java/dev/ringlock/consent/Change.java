package dev.ringlock.consent;

import dev.ringlock.ledger.Entry;
import java.util.List;
import java.util.Set;

/**
 * What the rules make of an act: the contact as it is to be stored, and what has to happen with it in the same
 * transaction.
 *
 * @param sealed purposes for which the number is to be sealed: their compartments are put
 * @param destroyed purposes whose compartments are to be deleted
 * @param entries what goes on the ledger, in order
 */
public record Change(Contact contact, Set<Purpose> sealed, Set<Purpose> destroyed, List<Entry> entries) {

    public Change {
        sealed = Set.copyOf(sealed);
        destroyed = Set.copyOf(destroyed);
        entries = List.copyOf(entries);
    }
}
