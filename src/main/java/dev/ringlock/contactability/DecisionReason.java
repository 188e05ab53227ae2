package dev.ringlock.contactability;

import dev.ringlock.law.LegalRule;
import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reason against a contact, and what it rests on.
 *
 * @param entry the ledger entry that it rests on; null if on none
 * @param rule the rule that it rests on; null if on none
 * @param until when it is over by itself; null if it never is
 */
public record DecisionReason(
        Refusal refusal,
        @Nullable Ulid entry,
        @Nullable LegalRule rule,
        @Nullable Instant until) {

    static DecisionReason of(Refusal refusal) {
        return new DecisionReason(refusal, null, null, null);
    }

    static DecisionReason of(Refusal refusal, @Nullable Ulid entry) {
        return new DecisionReason(refusal, entry, null, null);
    }
}
