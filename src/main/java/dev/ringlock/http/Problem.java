package dev.ringlock.http;

import java.time.Duration;
import java.util.List;

/** Why a request is refused. Only {@link Answers} knows the HTTP status of each. None repeats a part of the request. */
public sealed interface Problem {

    /** The request cannot be read at all. */
    record Malformed(String code, String detail) implements Problem {}

    /** The request has no token. */
    record NoToken() implements Problem {}

    /** Nobody has signed in. One answer for every reason. */
    record NotSignedIn() implements Problem {}

    /** The caller may not do this. */
    record Forbidden(String detail) implements Problem {}

    record NotFound() implements Problem {}

    /** The request does not fit the present state of its subject. */
    record Conflict(String detail) implements Problem {}

    record MethodNotAllowed(String allowed) implements Problem {}

    record TooLarge(int mostBytes) implements Problem {}

    /** The request did not arrive whole in this time. */
    record TooSlow(Duration most) implements Problem {}

    /** The path, with its query, is too long. */
    record TargetTooLong() implements Problem {}

    /** The headers are too many or too long. */
    record HeadersTooLarge() implements Problem {}

    record UnsupportedMedia(String accepted) implements Problem {}

    /** The request can be read but has errors: all that were found. */
    record Invalid(List<FieldError> errors) implements Problem {}

    /** The request proves nothing. One answer for every reason. */
    record NotProved() implements Problem {}

    /** The Idempotency-Key was used for another request. */
    record KeyReused() implements Problem {}

    /** The caller has tried too often and may try again after this time. */
    record TooMany(Duration retryAfter) implements Problem {}

    /** A service that we need did not answer. Nothing is half done, and the same request may be sent again. */
    record Unavailable(Duration retryAfter) implements Problem {}

    /** A defect of ours. */
    record Failed() implements Problem {}
}
