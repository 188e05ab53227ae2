package dev.ringlock.consent;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What waits for an answer from the phone.
 *
 * @param code the last code that was sent; null if none was
 * @param question the question that is open, or was; null if none was asked
 */
public record Pending(@Nullable Code code, @Nullable Question question) {

    public static final Pending NOTHING = new Pending(null, null);

    Pending with(@Nullable Code next) {
        return new Pending(next, question);
    }

    Pending with(@Nullable Question next) {
        return new Pending(code, next);
    }

    /** After a no to everything. */
    Pending withoutAny() {
        return new Pending(code == null ? null : code.withoutAny(), null);
    }

    /** After a no to these purposes: a yes to them that was asked for before it cannot be proved any more. */
    Pending without(Set<Purpose> purposes) {
        return new Pending(
                code == null ? null : code.without(purposes), question == null ? null : question.without(purposes));
    }
}
