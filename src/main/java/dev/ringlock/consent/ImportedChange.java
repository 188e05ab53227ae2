package dev.ringlock.consent;

import dev.ringlock.terms.Purpose;
import java.util.Map;

/**
 * The outcome of a row that another system wrote.
 *
 * @param change what is to be stored; nothing if the row tells nothing new. A no to everything may be stored though each
 *     purpose that it names was decided later: it binds those that are declared later
 * @param outcomes of each purpose that the row names
 */
public record ImportedChange(Change change, Map<Purpose, ImportOutcome> outcomes) {

    public ImportedChange {
        outcomes = Map.copyOf(outcomes);
    }

    /** The outcome for one purpose. */
    public enum ImportOutcome {
        /** It is stored. */
        ACCEPTED,
        /** A yes that is kept until it is proved from the phone. It grants nothing. */
        REQUESTED,
        /** That very decision is known: the same purpose, the same answer, the same instant. */
        DUPLICATE,
        /** A yes without evidence, for a purpose that refuses those. */
        REFUSED,
        /** A newer decision is known. */
        OLDER,
        /** A yes whose time was over before it came. */
        EXPIRED,
        /** A yes against which a no binds, whatever their order: only a proof from the phone ends a no. */
        OPTED_OUT
    }
}
