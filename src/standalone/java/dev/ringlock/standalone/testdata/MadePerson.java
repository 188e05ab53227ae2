package dev.ringlock.standalone.testdata;

import dev.ringlock.standalone.testdata.FictitiousNumbers.TakenNumber;
import dev.ringlock.standalone.testdata.Offers.OfferedForm;
import dev.ringlock.terms.Purpose;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A person who does not exist.
 *
 * <p>An import takes all noes of a file before its yeses, and a no outlasts each yes that is not proved from the phone. So of
 * one purpose a person has yeses or noes, never both.
 *
 * @param signups what they say yes to, by form
 * @param left what they say no to
 * @param everything whether they say no to all purposes at last
 * @param from the first day of their history
 * @param signedUpUntil the day before which the first row lies; null if it may lie anywhere
 */
record MadePerson(
        TakenNumber number,
        String language,
        List<MadeSignup> signups,
        SortedSet<Purpose> left,
        boolean everything,
        LocalDate from,
        @Nullable LocalDate signedUpUntil) {

    MadePerson {
        signups = List.copyOf(signups);
    }

    /** @param confirmed whether they confirm it from the phone */
    record MadeSignup(OfferedForm form, SortedSet<Purpose> purposes, boolean confirmed) {}

    /** The rows that tell all of this person. */
    int fewestRows() {
        return signups.size() + (left.isEmpty() ? 0 : 1);
    }

    boolean onlyLeaves() {
        return signups.isEmpty();
    }

    String country() {
        return number.from().country();
    }
}
