package dev.ringlock.consent;

import dev.ringlock.terms.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Messages to and from a contact tell whether its phone is alive. */
final class ActivityRule {

    /** A weak sign of life is written down once a day at most. */
    private static final Duration ACCEPTED = Duration.ofDays(1);

    private ActivityRule() {}

    /** Each is written down: a failure that is told late has to be found older than it. */
    static Optional<Change> seen(Contact before, Instant at, Retention retention) {
        if (!before.hasCompartments() || before.quality().active(at).equals(before.quality())) {
            return Optional.empty();
        }
        ChangeDraft draft = new ChangeDraft(before, retention);
        draft.quality(draft.quality().active(at));
        Contact after = draft.done(before.masked()).contact();
        return Optional.of(Change.of(before.dueAt() == null ? after : after.withDueAt(before.dueAt())));
    }

    static Optional<Change> accepted(Contact before, Instant at, Retention retention) {
        Instant last = before.quality().activeAt();
        boolean counts = before.quality().failures().equals(Failures.NONE)
                && (last == null || !at.isBefore(last.plus(ACCEPTED)));
        return counts ? seen(before, at, retention) : Optional.empty();
    }

    static Optional<Change> failed(Contact before, Instant at, FailureKind kind, Retention retention) {
        Instant active = before.quality().activeAt();
        boolean isOld = (active != null && at.isBefore(active))
                || before.lastYes().filter(at::isBefore).isPresent();
        if (!before.hasCompartments() || isOld) {
            return Optional.empty();
        }
        ChangeDraft draft = new ChangeDraft(before, retention);
        draft.quality(draft.quality().failed(draft.quality().failures().with(at, kind)));
        return Optional.of(draft.done(before.masked()));
    }
}
