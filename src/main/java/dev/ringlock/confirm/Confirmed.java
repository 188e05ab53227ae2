package dev.ringlock.confirm;

import java.util.List;

/**
 * What was proved.
 *
 * @param recordId of the signup that it proves
 * @param decidedAt RFC 3339, UTC
 * @param decisions what is granted by it
 */
record Confirmed(String recordId, String decidedAt, List<Decision> decisions) {

    /** A yes that is proved. */
    record Decision(String purpose, boolean granted) {}

    Confirmed {
        decisions = List.copyOf(decisions);
    }
}
