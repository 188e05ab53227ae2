package dev.ringlock.phone;

import org.jspecify.annotations.Nullable;

/** A number's place in the numbering plans, looked up when first needed: many numbers are only opened and shown. */
final class PlanLookup {

    private final String e164;
    private @Nullable Plan plan;

    PlanLookup(String e164) {
        this.e164 = e164;
    }

    /** Keeps a plan that is known already. */
    void found(Plan known) {
        plan = known;
    }

    /** Null if it has E.164's shape but belongs to no country. */
    @Nullable
    Plan planIfAny() {
        try {
            return plan();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** @throws IllegalArgumentException if it belongs to no country */
    Plan plan() {
        Plan known = plan;
        if (known == null) {
            known = Plan.of(e164);
            plan = known;
        }
        return known;
    }
}
