package dev.ringlock.consent;

import dev.ringlock.terms.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Messages to and from a contact tell whether its phone is alive. */
final class ActivityRule {

    /** A sign of life is written down once a day at most. No rule needs it to the minute. */
    private static final Duration SEEN = Duration.ofDays(1);

    private ActivityRule() {}

    static Optional<Change> seen(Contact before, Instant at, Retention retention) {
        Instant last = before.quality().activeAt();
        boolean known = last != null
                && at.isBefore(last.plus(SEEN))
                && before.quality().failures().equals(Failures.NONE);
        if (!before.hasCompartments() || known) {
            return Optional.empty();
        }
        ChangeDraft draft = new ChangeDraft(before, retention);
        draft.quality(draft.quality().active(at));
        Contact after = draft.done(before.masked()).contact();
        return Optional.of(Change.of(before.dueAt() == null ? after : after.withDueAt(before.dueAt())));
    }

    static Optional<Change> failed(Contact before, Instant at, boolean hard, Retention retention) {
        Instant active = before.quality().activeAt();
        if (!before.hasCompartments() || (active != null && at.isBefore(active))) {
            return Optional.empty();
        }
        ChangeDraft draft = new ChangeDraft(before, retention);
        Failures failures = draft.quality().failures();
        draft.quality(draft.quality().failed(hard ? failures.hard(at) : failures.soft(at)));
        return Optional.of(draft.done(before.masked()));
    }
}
