package dev.ringlock.contactability;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number may be contacted for a purpose, on a channel, at an instant.
 *
 * @param reasons against it, in the order of {@link Refusal}; empty if it may
 * @param notBefore of a {@link DecisionOutcome#DEFER}: the earliest instant at which no reason of today is left; else null
 * @param validUntil of an {@link DecisionOutcome#ALLOW}: from then on it has to be asked again; else null. An opt-out ends it at once
 */
public record Decision(
        DecisionOutcome outcome,
        List<DecisionReason> reasons,
        @Nullable Instant notBefore,
        @Nullable Instant validUntil) {

    /** The answers there are. */
    public enum DecisionOutcome {
        ALLOW,
        /** Not, however long one waits: only the person, staff or a new rule changes that. */
        DENY,
        /** Not now, but later. */
        DEFER;

        /** Its name in the API. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Decision {
        reasons = List.copyOf(reasons);
    }

    /** A no for that reason alone, which rests on nothing that is stored. */
    public static Decision denied(Refusal refusal) {
        return new Decision(DecisionOutcome.DENY, List.of(DecisionReason.of(refusal)), null, null);
    }

    public boolean isAllowed() {
        return outcome == DecisionOutcome.ALLOW;
    }
}
