package dev.ringlock.consent;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.terms.Purpose;
import java.util.Set;

/**
 * The result of a check of the number itself.
 *
 * @param valid whether today's metadata knows such a number
 * @param canonical the ContactId of its canonical form by today's metadata
 * @param masked what may be shown of that form
 * @param reassigned purposes whose consent the number's former owner gave
 */
public record NumberFacts(
        boolean valid, LineType lineType, ContactId canonical, MaskedNumber masked, Set<Purpose> reassigned) {

    public NumberFacts {
        reassigned = Set.copyOf(reassigned);
    }
}
