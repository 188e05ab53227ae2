package dev.ringlock.capture;

import java.util.List;

/**
 * The public answer. It repeats the request's decisions, and is the same whatever is stored.
 *
 * @param recordId a fresh UUID, by which the person can refer to this act
 * @param decidedAt RFC 3339, UTC
 */
record SignupReceipt(String recordId, String decidedAt, List<SignupDecision> decisions) {

    /** One decision, as requested. */
    record SignupDecision(String purpose, boolean granted) {}

    SignupReceipt {
        decisions = List.copyOf(decisions);
    }
}
