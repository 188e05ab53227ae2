package dev.ringlock.decide;

import dev.ringlock.contactability.Decision;
import dev.ringlock.http.FieldError;
import dev.ringlock.steps.DecisionAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question came to.
 *
 * @param decision null if the question could not be read
 * @param errors what was wrong with it
 * @param id a ULID; of a place that was taken, the place's
 * @param at the instant that it is about
 */
record MadeDecision(@Nullable Decision decision, List<FieldError> errors, String id, Instant at) {

    MadeDecision {
        errors = List.copyOf(errors);
    }

    boolean isAllowed() {
        return decision != null && decision.isAllowed();
    }

    /** Whether the asker's key belongs to another question. */
    boolean isKeyReused() {
        return errors.stream().anyMatch(error -> error.code().equals(Places.KEY_REUSED));
    }

    DecisionAnswer told(String policyVersion, String language) {
        return decision == null
                ? DecisionAnswer.mistaken(errors, id, at, policyVersion, language)
                : DecisionAnswer.of(decision, id, at, policyVersion, language);
    }
}
