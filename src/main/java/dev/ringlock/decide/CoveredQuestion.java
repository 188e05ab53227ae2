package dev.ringlock.decide;

import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.steps.DecisionRequest;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;

/**
 * A question that there is something to read for: it has no errors, and its asker may ask for its purpose.
 *
 * @param ids that may stand for its number
 */
record CoveredQuestion(DecisionRequest request, NumberIds ids, Terms terms) {

    NumberPlace place() {
        return request.who().place();
    }

    Purpose purpose() {
        return terms.purpose();
    }

    Channel channel() {
        return request.channel();
    }

    /** Whether caps bind it. */
    boolean isCapped() {
        return terms.kind() != PurposeKind.SECURITY;
    }

    boolean takesPlace() {
        return request.reserve() && isCapped();
    }
}
