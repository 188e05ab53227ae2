package dev.ringlock.decide;

import dev.ringlock.http.FieldError;
import dev.ringlock.steps.DecisionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The instant that a question is about: now, or some time ahead. */
final class AskedInstant {

    /** Another machine's clock may be a little behind ours. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final Duration FARTHEST = Duration.ofDays(366);

    /** What a machine gets to read that asks about the past. */
    static final String PAST = "What was allowed in the past is told by POST /v1/decisions/past, to people of staff"
            + " with the role auditor.";

    private AskedInstant() {}

    static Instant of(DecisionRequest request, Instant now) {
        return request.at() == null || request.at().isBefore(now) ? now : request.at();
    }

    static boolean isPast(DecisionRequest request, Instant now) {
        return request.at() != null && request.at().isBefore(now.minus(SKEW));
    }

    /** What is wrong with it. */
    static Optional<FieldError> error(DecisionRequest request, String pointer, Instant now) {
        if (isPast(request, now)) {
            return Optional.of(new FieldError(pointer + "/at", "past", PAST));
        }
        return request.at() != null && request.at().isAfter(now.plus(FARTHEST))
                ? Optional.of(new FieldError(pointer + "/at", "too_far", "Ask about the next 366 days."))
                : Optional.empty();
    }
}
