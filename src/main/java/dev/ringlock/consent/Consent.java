package dev.ringlock.consent;

import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one contact for one purpose.
 *
 * @param since when the person acted who brought it into this state
 * @param entry the ledger entry of that act
 * @param recordId the consent record that act belongs to (a UUID)
 * @param expiresAt when a granted consent ends; null in every other state
 * @param no the last no, which binds until a later yes is proved from the phone; null if there was none
 */
public record Consent(
        State state,
        Instant since,
        Ulid entry,
        String recordId,
        @Nullable Instant expiresAt,
        @Nullable No no) {

    /** Where a consent stands. Only {@link #GRANTED} has a compartment. */
    public enum State {
        REQUESTED,
        GRANTED,
        WITHDRAWN,
        EXPIRED
    }

    /** A no: when it counts from, and its ledger entry. Together with ContactId and purpose, a suppression. */
    public record No(Instant at, Ulid entry) {}

    /** Whether a compartment is there; past its end it is, until it is purged. */
    public boolean hasCompartment() {
        return state == State.GRANTED;
    }

    /** Whether the yes still counts at that instant. */
    public boolean isLiving(Instant at) {
        return state == State.GRANTED && expiresAt != null && at.isBefore(expiresAt);
    }
}
