package dev.ringlock.confirm;

import java.util.List;

/**
 * The consents that a code proved.
 *
 * @param recordId of the signup
 * @param decidedAt RFC 3339, UTC
 * @param decisions the granted consents
 */
record Confirmation(String recordId, String decidedAt, List<ConfirmedDecision> decisions) {

    /** A proved consent. */
    record ConfirmedDecision(String purpose, boolean granted) {}

    Confirmation {
        decisions = List.copyOf(decisions);
    }
}
