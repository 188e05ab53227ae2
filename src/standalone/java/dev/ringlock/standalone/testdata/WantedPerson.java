package dev.ringlock.standalone.testdata;

import dev.ringlock.terms.Purpose;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The wishes for a made-up person. A wish that is not said is empty, and is drawn as the policy has it.
 *
 * @param area states (ISO 3166-2)
 * @param line the name of a kind of line
 * @param form a notice's id
 * @param days on which the person may have signed up; null for any
 * @param states by purpose; of a purpose that is not there nothing is said
 */
record WantedPerson(
        String country,
        String area,
        String line,
        String form,
        String language,
        @Nullable SignupDays days,
        SortedMap<Purpose, PersonState> states) {

    static final WantedPerson ANYBODY = new WantedPerson("", "", "", "", "", null, new TreeMap<>());

    WantedPerson {
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
    }

    /** @param until the day behind the last one */
    record SignupDays(LocalDate from, LocalDate until) {

        /** Whether any of them is among those days. */
        boolean meet(LocalDate first, LocalDate end) {
            return from.isBefore(end) && until.isAfter(first);
        }
    }

    /** A person's state for one purpose. */
    enum PersonState {
        NONE,
        /** Asked for, and not confirmed from the phone. */
        REQUESTED,
        GRANTED,
        WITHDRAWN
    }

    /** Whether nobody can be made of it: nothing was ever decided, or will not be in any file. */
    boolean isSilent(Map<Purpose, ?> declared) {
        return states.keySet().containsAll(declared.keySet())
                && states.values().stream().allMatch(state -> state == PersonState.NONE);
    }
}
