package dev.ringlock.consent;

import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A code or a question that waits for an answer from the phone.
 *
 * @param code the last code that was sent; null if none was
 * @param question the question that is open, or was; null if none was asked
 */
public record PendingProof(@Nullable Code code, @Nullable Question question) {

    public static final PendingProof NOTHING = new PendingProof(null, null);

    PendingProof with(@Nullable Code next) {
        return new PendingProof(next, question);
    }

    PendingProof with(@Nullable Question next) {
        return new PendingProof(code, next);
    }

    /** After an opt-out from everything. */
    PendingProof withoutAny() {
        return new PendingProof(code == null ? null : code.withoutAny(), null);
    }

    /** After an opt-out from these purposes: a yes that was asked for before it cannot be proved any more. */
    PendingProof without(Set<Purpose> purposes) {
        return new PendingProof(
                code == null ? null : code.without(purposes), question == null ? null : question.without(purposes));
    }

    /** After an opt-out of that instant, told late: a proof that began after it goes on. */
    PendingProof withoutOlder(Instant optOutAt, Set<Purpose> purposes) {
        PendingProof without = without(purposes);
        return new PendingProof(
                code == null || code.begunAt().isAfter(optOutAt) ? code : without.code(),
                question == null || question.begunAt().isAfter(optOutAt) ? question : without.question());
    }

    /**
     * Whether an answer from the phone would grant that purpose, although the proof began before an opt-out of that instant.
     *
     * @param optOutAt null if nobody knows when it was: then it may have been later
     */
    boolean outlives(@Nullable Instant optOutAt, Purpose purpose) {
        boolean byCode = code != null && code.isOf(purpose) && !begunAfter(code.begunAt(), optOutAt);
        boolean byQuestion =
                question != null && question.purposes().contains(purpose) && !begunAfter(question.begunAt(), optOutAt);
        return byCode || byQuestion;
    }

    private static boolean begunAfter(Instant begunAt, @Nullable Instant optOutAt) {
        return optOutAt != null && begunAt.isAfter(optOutAt);
    }
}
