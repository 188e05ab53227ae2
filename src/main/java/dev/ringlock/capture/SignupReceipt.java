package dev.ringlock.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public answer. It repeats the request's decisions, and is the same whatever is stored.
 *
 * @param recordId a fresh UUID, by which the person can refer to this act
 * @param decidedAt RFC 3339, UTC
 * @param region the code of the country that the number was read in; absent if none was named
 * @param receipt the signed receipt of what was said; absent unless it was asked for
 */
@JsonInclude(Include.NON_NULL)
record SignupReceipt(
        String recordId,
        String decidedAt,
        @Nullable String region,
        List<SignupDecision> decisions,
        @Nullable String receipt) {

    /** One decision, as requested. */
    record SignupDecision(String purpose, boolean granted) {}

    SignupReceipt {
        decisions = List.copyOf(decisions);
    }

    SignupReceipt with(String signed) {
        return new SignupReceipt(recordId, decidedAt, region, decisions, signed);
    }
}
