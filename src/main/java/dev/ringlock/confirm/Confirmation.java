package dev.ringlock.confirm;

import java.util.List;

/**
 * What was proved.
 *
 * @param recordId of the signup that it proves
 * @param decidedAt RFC 3339, UTC
 * @param decisions what is granted by it
 */
record Confirmation(String recordId, String decidedAt, List<ConfirmedDecision> decisions) {

    /** A yes that is proved. */
    record ConfirmedDecision(String purpose, boolean granted) {}

    Confirmation {
        decisions = List.copyOf(decisions);
    }
}
