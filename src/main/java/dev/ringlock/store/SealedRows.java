package dev.ringlock.store;

import dev.ringlock.terms.Purpose;
import java.util.Set;

/**
 * The rows that are sealed under one ContactId, without anything of what they hold.
 *
 * @param compartments purposes that have a compartment, of those that were asked about
 * @param texts how many texts of held messages there are
 */
public record SealedRows(Set<Purpose> compartments, int texts) {

    public SealedRows {
        compartments = Set.copyOf(compartments);
    }
}
