package dev.ringlock.consent;

import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The code that was sent to a phone, as a keyed hash. It proves the requests that were open when it went out, and nothing
 * that came later: a later request waits for the next code. It is used once. An opt-out takes away the requests for
 * purposes that it takes back. The pauses between codes outlive both.
 *
 * @param until from then on it proves nothing
 * @param begunAt when the proof began: when the code went out, but after every opt-out that was known then
 * @param sends how often a code was sent within a day of another
 * @param requests the newest few that it proves
 * @param waiting the newest few that came after it; the next code proves them
 */
public record Code(
        String mac,
        Instant sentAt,
        Instant until,
        Instant begunAt,
        int sends,
        List<PendingRequest> requests,
        List<PendingRequest> waiting) {

    public static final Duration LIFE = Duration.ofMinutes(10);

    /** How long a number gets no other code after the first, the second, … */
    static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(6));

    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final int MOST_REQUESTS = 3;

    /** A yes that waits for proof: its record, its purposes, and the wording it was given to. */
    public record PendingRequest(String recordId, Set<Purpose> purposes, NoticeRef notice) {

        public PendingRequest {
            purposes = Set.copyOf(purposes);
        }
    }

    public Code {
        requests = List.copyOf(requests);
        waiting = List.copyOf(waiting);
    }

    /**
     * How long a number gets no other code.
     *
     * @param sends how many were sent so far, 1 or more
     */
    public static Duration pause(int sends) {
        return PAUSES.get(Math.min(sends, PAUSES.size()) - 1);
    }

    /** The request of that record if it still needs a code: it was sent none, or that one was not used. */
    Optional<PendingRequest> unproved(String recordId) {
        return Stream.concat(requests.stream(), waiting.stream())
                .filter(request -> request.recordId().equals(recordId))
                .findFirst();
    }

    /** The request of that record, if the code proves it. */
    public Optional<PendingRequest> request(String recordId) {
        return requests.stream()
                .filter(request -> request.recordId().equals(recordId))
                .findFirst();
    }

    /** Whether it is that code. The time that this takes tells nothing. */
    public boolean isSame(String macOfTyped) {
        return MessageDigest.isEqual(
                mac.getBytes(StandardCharsets.US_ASCII), macOfTyped.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a request for that purpose waits for it, or for the next one. */
    boolean isOf(Purpose purpose) {
        return Stream.concat(requests.stream(), waiting.stream())
                .anyMatch(request -> request.purposes().contains(purpose));
    }

    /** Whether it can prove anything at that instant. A code of a clock that ran ahead cannot. */
    public boolean isOpen(Instant now) {
        return now.isBefore(until) && !isAhead(now);
    }

    /** The contact's first code. */
    static Code first(String mac, Instant now, Instant begunAt, PendingRequest request) {
        return new Code(mac, now, now.plus(LIFE), begunAt, 1, List.of(request), List.of());
    }

    /** Whether another code may be sent by now. */
    boolean mayFollow(Instant now) {
        return isAhead(now) || !now.isBefore(sentAt.plus(pause(sends)));
    }

    /** Another code in its place. It proves every request that is still open. */
    Code followed(String nextMac, Instant now, Instant nextBegunAt, PendingRequest request) {
        int count = now.isBefore(sentAt.plus(FORGOTTEN)) && !isAhead(now) ? sends + 1 : 1;
        List<PendingRequest> open = new ArrayList<>(isOpen(now) ? requests : List.of());
        open.addAll(waiting);
        open.remove(request);
        return new Code(nextMac, now, now.plus(LIFE), nextBegunAt, count, newest(open, request), List.of());
    }

    /** The same code while one more request waits for the next one. */
    Code joined(PendingRequest request) {
        return new Code(mac, sentAt, until, begunAt, sends, requests, newest(waiting, request));
    }

    /** It was used. That it was sent is not forgotten. */
    Code spent() {
        return new Code(mac, sentAt, until, begunAt, sends, List.of(), waiting);
    }

    /** After an opt-out from these purposes: no request that names one of them can be proved any more. */
    Code without(Set<Purpose> taken) {
        return new Code(mac, sentAt, until, begunAt, sends, left(requests, taken), left(waiting, taken));
    }

    /** After an opt-out from everything. */
    Code withoutAny() {
        return new Code(mac, sentAt, until, begunAt, sends, List.of(), List.of());
    }

    /** Whether a clock was ahead when the code went out, and was set right since: two machines differ by less. */
    private boolean isAhead(Instant now) {
        return now.isBefore(sentAt.minus(LIFE));
    }

    private static List<PendingRequest> left(List<PendingRequest> requests, Set<Purpose> taken) {
        return requests.stream()
                .filter(request -> request.purposes().stream().noneMatch(taken::contains))
                .toList();
    }

    private static List<PendingRequest> newest(List<PendingRequest> requests, PendingRequest request) {
        List<PendingRequest> all = new ArrayList<>(requests);
        all.add(request);
        return all.subList(Math.max(0, all.size() - MOST_REQUESTS), all.size());
    }
}
