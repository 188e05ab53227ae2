package dev.ringlock.steps;

import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import java.time.Instant;
import java.util.List;

/**
 * The answers of a person in one signup. They tell nothing of what is stored, before or after.
 *
 * @param at when they said it, by our clock
 * @param yes the purposes that they agreed to
 * @param method how it was expressed, as on the ledger
 * @param country whose numbering plan the number belongs to (ISO 3166)
 */
public record SignupAct(
        String recordId, Instant at, ShownNotice shown, List<Purpose> yes, String method, String country) {

    public SignupAct {
        yes = List.copyOf(yes);
    }
}
