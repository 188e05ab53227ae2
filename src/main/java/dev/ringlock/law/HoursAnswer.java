package dev.ringlock.law;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an instant is within the hours that all rules allow in all zones.
 *
 * @param closed the rules that do not allow it; empty if all do
 * @param changesAt if it is allowed, when the first rule stops allowing; if it is not, when all rules allow next. Null if
 *     that never comes within the year that is looked at: nothing limits it, or no hour suits all zones
 */
public record HoursAnswer(List<LegalRule> closed, @Nullable Instant changesAt) {

    public HoursAnswer {
        closed = List.copyOf(closed);
    }

    public boolean isOpen() {
        return closed.isEmpty();
    }
}
