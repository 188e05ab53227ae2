package dev.ringlock.capture;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.http.NumberFields;
import dev.ringlock.ledger.Claims;
import java.util.List;

/**
 * A signup, read but not yet checked against the policy.
 *
 * @param receipt whether the answer is to hold a signed receipt. It is no part of what is remembered of the request
 */
record Signup(
        NumberFields typed,
        String noticeId,
        int noticeVersion,
        String language,
        List<SignupReceipt.SignupDecision> decisions,
        GivenConsent.ConsentMethod method,
        Claims claims,
        @JsonIgnore boolean receipt) {

    Signup {
        decisions = List.copyOf(decisions);
    }

    /** Without the number, which a record would print. */
    @Override
    public String toString() {
        return "Signup[" + noticeId + " " + noticeVersion + " " + language + "]";
    }
}
