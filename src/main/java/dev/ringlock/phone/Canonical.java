package dev.ringlock.phone;

import java.util.List;
import java.util.stream.Stream;

/**
 * Brings all forms that reach one phone to a single form. It tries each {@link PlanChange}, whether or not metadata
 * calls the number valid.
 */
final class Canonical {

    private Canonical() {}

    /** The canonical form of a number, valid or not. The number itself if nothing changes. */
    static Plan of(Plan plan) {
        String e164 = plan.e164();
        return changes(e164)
                .flatMap(change ->
                        change.newer(e164).map(Plan::of).filter(newer -> change.applies(plan, newer)).stream())
                .findFirst()
                .orElse(plan);
    }

    /** The older forms of a canonical number. */
    static List<String> olderForms(String e164) {
        return changes(e164)
                .flatMap(change -> change.older(e164).stream())
                .filter(older -> of(Plan.of(older)).e164().equals(e164))
                .distinct()
                .toList();
    }

    private static Stream<PlanChange> changes(String e164) {
        return PlanHistory.ALL.stream().filter(change -> e164.startsWith(change.code()));
    }
}
