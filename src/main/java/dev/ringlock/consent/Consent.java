package dev.ringlock.consent;

import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The state of one contact for one purpose.
 *
 * @param since when the person acted who brought it into this state
 * @param entry the ledger entry of that act
 * @param recordId the consent record that act belongs to (a UUID)
 * @param expiresAt when a granted consent ends; null in every other state
 * @param no the last no that the rules found to bind it: to the purpose itself, to everything, to a former name, or under
 *     another form of the number. It binds until a later yes is proved from the phone; null if there was none
 * @param provedAt when the last yes that was proved from the phone counts from; null if none was
 * @param notice the wording that the last yes was said to; null if there was no yes
 * @param announced whether the owner was told that it is about to end
 */
public record Consent(
        State state,
        Instant since,
        Ulid entry,
        String recordId,
        @Nullable Instant expiresAt,
        @Nullable No no,
        @Nullable Instant provedAt,
        @Nullable NoticeRef notice,
        boolean announced) {

    /** Where a consent stands. Only {@link #GRANTED} has a compartment. */
    public enum State {
        REQUESTED,
        GRANTED,
        WITHDRAWN,
        EXPIRED;

        /** Its name where it is stored and told. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A no: when it counts from, and its ledger entry. Together with ContactId and purpose, a suppression. */
    public record No(Instant at, Ulid entry) {

        /** The later of two; null if there is none. */
        static @Nullable No later(@Nullable No one, @Nullable No other) {
            return one == null || (other != null && other.at().isAfter(one.at())) ? other : one;
        }
    }

    /** A suppression: a no of whom nothing else is stored. */
    public static Consent suppression(No no) {
        return new Consent(State.WITHDRAWN, no.at(), no.entry(), "", null, no, null, null, false);
    }

    /** Whether a compartment is there; past its end it is, until it is purged. */
    public boolean hasCompartment() {
        return state == State.GRANTED;
    }

    /** The same, with its end announced. */
    Consent told() {
        return new Consent(state, since, entry, recordId, expiresAt, no, provedAt, notice, true);
    }

    /** Whether its last no has not been overcome by a proved yes. */
    public boolean isSuppression() {
        return no != null && (provedAt == null || !provedAt.isAfter(no.at()));
    }

    /** Whether somebody's yes stands or waits for its proof: it can be taken back, and can end by itself. */
    public boolean isOpen() {
        return state == State.GRANTED || state == State.REQUESTED;
    }

    /** Whether the yes still counts at that instant. */
    public boolean isLiving(Instant at) {
        return state == State.GRANTED && expiresAt != null && at.isBefore(expiresAt);
    }
}
