package dev.ringlock.consent;

import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Terms;
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
 * @param optOut the last opt-out that the rules found to bind it: from the purpose itself, from everything, from a former
 *     name, or under another form of the number. It binds until a later yes is proved from the phone; null if there was none
 * @param provedAt when the last yes that was proved from the phone counts from; null if none was
 * @param notice the wording that the last yes was given to; null if there was no yes
 * @param announced whether the owner was told that it is about to end
 */
public record Consent(
        State state,
        Instant since,
        Ulid entry,
        String recordId,
        @Nullable Instant expiresAt,
        @Nullable OptOut optOut,
        @Nullable Instant provedAt,
        @Nullable NoticeRef notice,
        boolean announced) {

    /** The state of a consent. Only {@link #GRANTED} has a compartment. */
    public enum State {
        REQUESTED,
        GRANTED,
        WITHDRAWN,
        EXPIRED;

        /** Its name in the store and in the API. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A suppression: an opt-out of which nothing else is stored. */
    public static Consent suppression(OptOut optOut) {
        return new Consent(State.WITHDRAWN, optOut.at(), optOut.entry(), "", null, optOut, null, null, false);
    }

    /**
     * A yes, as it is kept: granted, or requested until it is proved.
     *
     * @param before the consent until then; null if there was none
     * @param binding the opt-out that binds it; null if none does
     */
    static Consent given(
            GivenConsent given,
            Terms terms,
            boolean grants,
            @Nullable Consent before,
            @Nullable OptOut binding,
            Ulid entry) {
        Instant provedAt = given.provedAt();
        return new Consent(
                grants ? State.GRANTED : State.REQUESTED,
                given.at(),
                entry,
                given.recordId(),
                grants ? terms.expiry(given.at()) : null,
                binding == null && before != null ? before.optOut() : binding,
                provedAt == null && before != null ? before.provedAt() : provedAt,
                given.shown().ref(),
                false);
    }

    /**
     * An opt-out. Where nothing was left but a state, as of a suppression or after an erasure, nothing is kept of it but the no.
     *
     * @param before the consent that is taken back; null if there was none
     */
    static Consent withdrawn(@Nullable Consent before, OptOut optOut, String recordId) {
        return new Consent(
                State.WITHDRAWN,
                optOut.at(),
                optOut.entry(),
                before != null && before.isBare() ? "" : recordId,
                null,
                optOut,
                before == null ? null : before.provedAt(),
                before == null ? null : before.notice(),
                false);
    }

    /** A request that now waits for a proof that began after that opt-out too. */
    Consent boundBy(OptOut no) {
        return new Consent(
                state, since, entry, recordId, expiresAt, OptOut.later(optOut, no), provedAt, notice, announced);
    }

    /** It came to its end: expired, unless an opt-out of before still binds. Then that is what is left. */
    Consent ended(Instant at, Ulid endEntry) {
        OptOut left = isSuppression() ? optOut : null;
        return new Consent(
                left == null ? State.EXPIRED : State.WITHDRAWN,
                left == null ? at : left.at(),
                left == null ? endEntry : left.entry(),
                recordId,
                null,
                optOut,
                provedAt,
                notice,
                false);
    }

    /**
     * It goes on under another ContactId.
     *
     * @param there the consent that was there; null if none was
     */
    Consent moved(Ulid moveEntry, @Nullable Consent there) {
        return new Consent(
                state,
                since,
                moveEntry,
                recordId,
                expiresAt,
                OptOut.later(optOut, there == null ? null : there.optOut()),
                later(provedAt, there == null ? null : there.provedAt()),
                notice,
                announced);
    }

    /** The part that outlasts an erasure: that it is refused, or that it ended. */
    Consent erased() {
        return new Consent(state, since, entry, "", null, isSuppression() ? optOut : null, null, null, false);
    }

    /** Whether an erasure would take nothing of it. */
    boolean isBare() {
        return !isOpen() && equals(erased());
    }

    /** The same, with its end announced. */
    Consent withEndAnnounced() {
        return new Consent(state, since, entry, recordId, expiresAt, optOut, provedAt, notice, true);
    }

    /** Whether a compartment is there. It outlasts the consent's end until it is purged. */
    public boolean hasCompartment() {
        return state == State.GRANTED;
    }

    /** Whether no proved yes came after its last opt-out. */
    public boolean isSuppression() {
        return optOut != null && !optOut.isBefore(provedAt);
    }

    /** Whether a yes stands or waits for its proof: it can be taken back, and can end by itself. */
    public boolean isOpen() {
        return state == State.GRANTED || state == State.REQUESTED;
    }

    /** Whether it is a yes of later than that instant. */
    boolean isGrantedAfter(Instant at) {
        return state == State.GRANTED && since.isAfter(at);
    }

    /** Whether the yes still counts at that instant. */
    public boolean isLiving(Instant at) {
        return state == State.GRANTED && expiresAt != null && at.isBefore(expiresAt);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}
