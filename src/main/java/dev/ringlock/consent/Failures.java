package dev.ringlock.consent;

import dev.ringlock.terms.Retention;
import java.time.Duration;
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
 * @param blockedAt when a message was last turned away by the phone or its carrier; null if none was
 */
public record Failures(
        List<Instant> hard,
        int soft,
        @Nullable Instant softSince,
        @Nullable Instant softLast,
        @Nullable Instant blockedAt) {

    public static final int MOST_HARD = 5;

    /** How long a number that turned a message away gets none, unless it shows a sign of life. */
    public static final Duration BLOCKED_FOR = Duration.ofDays(30);

    public static final Failures NONE = new Failures(List.of(), 0, null, null, null);

    public Failures {
        hard = List.copyOf(hard);
    }

    /** One more. */
    Failures with(Instant at, FailureKind kind) {
        return switch (kind) {
            case FOR_GOOD -> hard(at);
            case FOR_NOW -> soft(at);
            case BLOCKED -> soft(at).blocked(at);
        };
    }

    private Failures hard(Instant at) {
        List<Instant> all = Stream.concat(hard.stream(), Stream.of(at)).sorted().toList();
        return new Failures(
                all.subList(Math.max(0, all.size() - MOST_HARD), all.size()), soft, softSince, softLast, blockedAt);
    }

    private Failures soft(Instant at) {
        Instant since = softSince == null || at.isBefore(softSince) ? at : softSince;
        return new Failures(hard, soft + 1, since, later(softLast, at), blockedAt);
    }

    private Failures blocked(Instant at) {
        return new Failures(hard, soft, softSince, softLast, later(blockedAt, at));
    }

    /**
     * Those that came after a sign of life. Of messages that failed for now only the first and the last instant are known:
     * where the sign lies between them, the last one counts alone.
     */
    Failures after(Instant alive) {
        List<Instant> left = hard.stream().filter(at -> at.isAfter(alive)).toList();
        Instant blocked = blockedAt == null || !blockedAt.isAfter(alive) ? null : blockedAt;
        if (softSince == null || softLast == null || !softLast.isAfter(alive)) {
            return new Failures(left, 0, null, null, blocked);
        }
        return softSince.isAfter(alive)
                ? new Failures(left, soft, softSince, softLast, blocked)
                : new Failures(left, 1, softLast, softLast, blocked);
    }

    /** Until when the number gets no message because it turned one away; null if it turned none away. */
    public @Nullable Instant blockedUntil() {
        return blockedAt == null ? null : blockedAt.plus(BLOCKED_FOR);
    }

    private static Instant later(@Nullable Instant last, Instant at) {
        return last == null || at.isAfter(last) ? at : last;
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
