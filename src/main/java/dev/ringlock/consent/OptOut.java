package dev.ringlock.consent;

import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The person opted out: of a purpose, or of everything. Together with ContactId and purpose it is a suppression.
 *
 * @param at when it counts from
 * @param entry its ledger entry
 */
public record OptOut(Instant at, Ulid entry) {

    /** The later of two; null if there is none. */
    static @Nullable OptOut later(@Nullable OptOut one, @Nullable OptOut other) {
        return one == null || (other != null && other.at().isAfter(one.at())) ? other : one;
    }

    /** Whether a proof of that instant came after it: only then a yes counts again. */
    public boolean isBefore(@Nullable Instant provedAt) {
        return provedAt != null && provedAt.isAfter(at);
    }
}
