package dev.ringlock.consent;

import dev.ringlock.terms.Retention;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages to a contact that failed since the last one that was delivered.
 *
 * @param hard when messages failed for good, the oldest first, the newest few
 * @param soft how many failed for now
 * @param softSince when the first of those did; null if none
 * @param softLast when the last of those did; null if none
 */
public record Failures(
        List<Instant> hard,
        int soft,
        @Nullable Instant softSince,
        @Nullable Instant softLast) {

    public static final int MOST_HARD = 5;

    public static final Failures NONE = new Failures(List.of(), 0, null, null);

    public Failures {
        hard = List.copyOf(hard);
    }

    /** One more that failed for good. */
    Failures hard(Instant at) {
        List<Instant> all = Stream.concat(hard.stream(), Stream.of(at)).sorted().toList();
        return new Failures(all.subList(Math.max(0, all.size() - MOST_HARD), all.size()), soft, softSince, softLast);
    }

    /** One more that failed for now. */
    Failures soft(Instant at) {
        Instant since = softSince == null || at.isBefore(softSince) ? at : softSince;
        Instant last = softLast == null || at.isAfter(softLast) ? at : softLast;
        return new Failures(hard, soft + 1, since, last);
    }

    /** Since when the number counts as dead; null if it does not. */
    public @Nullable Instant deadSince(Retention.Dead rule) {
        for (int last = rule.hardFailures() - 1; last < hard.size(); last++) {
            Instant first = hard.get(last - rule.hardFailures() + 1);
            if (!hard.get(last)
                    .isAfter(first.atZone(ZoneOffset.UTC).plus(rule.within()).toInstant())) {
                return hard.get(last);
            }
        }
        if (softSince == null || softLast == null || soft < rule.softFailures()) {
            return null;
        }
        Instant from = softSince.atZone(ZoneOffset.UTC).plus(rule.over()).toInstant();
        return softLast.isBefore(from) ? null : softLast;
    }
}
