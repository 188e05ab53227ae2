package dev.ringlock.decide;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.steps.DecisionRequest;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.util.List;

/**
 * A question that there is something to read for: it has no errors, and its asker may ask for its purpose.
 *
 * @param forms the id of its number, then those of the number's older forms
 */
record CoveredQuestion(DecisionRequest request, List<ContactId> forms, Terms terms) {

    CoveredQuestion {
        forms = List.copyOf(forms);
    }

    ContactId contact() {
        return forms.get(0);
    }

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
