package dev.ringlock.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The code that was sent to a phone, as a keyed hash, and the requests that it proves. It is the contact's, not one
 * request's: who sends the form again within a pause has one message, and both of their requests are proved by it. A
 * request that a stranger sends meanwhile is proved by it too, but only the stranger knows that request's id, and only
 * the phone's owner the code.
 *
 * @param until from then on it proves nothing
 * @param sends how often a code was sent within a day of another
 * @param requests the newest few that it proves
 */
public record Code(String mac, Instant sentAt, Instant until, int sends, List<Request> requests) {

    public static final Duration LIFE = Duration.ofMinutes(10);

    /** How long a number gets no other code after the first, the second, … */
    static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(6));

    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final int MOST_REQUESTS = 3;

    /** A yes that waits for proof: its record, its purposes, and the wording it was said to. */
    public record Request(String recordId, Set<Purpose> purposes, NoticeRef notice) {

        public Request {
            purposes = Set.copyOf(purposes);
        }
    }

    public Code {
        requests = List.copyOf(requests);
    }

    /** The request of that record, if it proves one. */
    public Optional<Request> request(String recordId) {
        return requests.stream()
                .filter(request -> request.recordId().equals(recordId))
                .findFirst();
    }

    /** Whether it is that code, found out in the same time for every other. */
    public boolean isSame(String macOfTyped) {
        return MessageDigest.isEqual(
                mac.getBytes(StandardCharsets.US_ASCII), macOfTyped.getBytes(StandardCharsets.US_ASCII));
    }

    /** The contact's first code. */
    static Code first(String mac, Instant now, Request request) {
        return new Code(mac, now, now.plus(LIFE), 1, List.of(request));
    }

    /** Whether another code may be sent by now. */
    boolean mayFollow(Instant now) {
        return !now.isBefore(sentAt.plus(PAUSES.get(Math.min(sends, PAUSES.size()) - 1)));
    }

    /** Another code in its place; what this one would still have proved is proved by the other. */
    Code followed(String nextMac, Instant now, Request request) {
        int count = now.isBefore(sentAt.plus(FORGOTTEN)) ? sends + 1 : 1;
        return new Code(nextMac, now, now.plus(LIFE), count, joined(now, request));
    }

    /** The same code, for one request more; if it has run out already, it proves nothing more. */
    Code joined(Request request, Instant now) {
        return new Code(mac, sentAt, until, sends, now.isBefore(until) ? joined(now, request) : List.of());
    }

    /** It was used: a code proves once. That it was sent is not forgotten. */
    Code spent() {
        return new Code(mac, sentAt, until, sends, List.of());
    }

    Code without(Set<Purpose> taken) {
        List<Request> left = requests.stream()
                .filter(request -> request.purposes().stream().noneMatch(taken::contains))
                .toList();
        return new Code(mac, sentAt, until, sends, left);
    }

    private List<Request> joined(Instant now, Request request) {
        List<Request> all = new ArrayList<>(now.isBefore(until) ? requests : List.of());
        all.add(request);
        return all.subList(Math.max(0, all.size() - MOST_REQUESTS), all.size());
    }
}
