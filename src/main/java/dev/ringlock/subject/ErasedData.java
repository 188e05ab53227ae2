package dev.ringlock.subject;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;

/**
 * How much of each kind an erasure took away.
 *
 * @param compartments sealed numbers with their personal evidence, {@code maintenance} included
 * @param heldTexts texts of messages that staff had to decide on
 * @param holds how many contacts were held
 * @param maskedNumbers what could be shown of a number, with its country, zones, kind of line and older forms
 * @param pendingProofs codes and questions that were out
 * @param activity how the number had been doing, and where its last yes came from
 */
public record ErasedData(
        int compartments, int heldTexts, int holds, int maskedNumbers, int pendingProofs, int activity) {

    static final ErasedData NOTHING = new ErasedData(0, 0, 0, 0, 0, 0);

    /** What that change takes from the contact as it was. */
    static ErasedData of(Contact before, Change change) {
        if (change.isNothing()) {
            return NOTHING;
        }
        return new ErasedData(
                before.compartments().size(),
                change.erased().size(),
                before.hold() == null ? 0 : 1,
                before.masked() == null ? 0 : 1,
                (before.pending().code() == null ? 0 : 1) + (before.pending().question() == null ? 0 : 1),
                before.quality().equals(change.contact().quality()) ? 0 : 1);
    }

    ErasedData and(ErasedData more) {
        return new ErasedData(
                compartments + more.compartments,
                heldTexts + more.heldTexts,
                holds + more.holds,
                maskedNumbers + more.maskedNumbers,
                pendingProofs + more.pendingProofs,
                activity + more.activity);
    }
}
