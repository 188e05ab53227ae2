package dev.ringlock.consent;

import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question that was sent to the phone: whether its owner agrees to these purposes, on that notice.
 *
 * @param recordId of the consent record that a yes to it belongs to
 * @param until from then on a YES is no answer to it
 * @param begunAt when the proof began: when it was asked, but after every opt-out that was known then
 */
public record Question(
        String recordId, NoticeRef notice, Set<Purpose> purposes, Instant askedAt, Instant until, Instant begunAt) {

    /** How long an answer is waited for: long enough for a night, short enough that YES still means this question. */
    public static final Duration OPEN = Duration.ofHours(24);

    public Question {
        purposes = Set.copyOf(purposes);
    }

    /** Whether a YES of that instant answers it. */
    public boolean isOpen(Instant at) {
        return !at.isBefore(askedAt) && at.isBefore(until);
    }

    @Nullable
    Question without(Set<Purpose> taken) {
        Set<Purpose> left =
                purposes.stream().filter(purpose -> !taken.contains(purpose)).collect(Collectors.toSet());
        // the question was one: a yes to it must not be read as a yes to a part
        return left.size() == purposes.size() ? this : null;
    }
}
