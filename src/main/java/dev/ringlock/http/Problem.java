package dev.ringlock.http;

import java.time.Duration;
import java.util.List;

/** Why a request is not served. {@link Answers} alone knows the HTTP status of each. No part of one repeats the request. */
public sealed interface Problem {

    /** The request cannot be read at all. */
    record Malformed(String code, String detail) implements Problem {}

    /** The caller has not said who it is. */
    record NoToken() implements Problem {}

    /** The caller may not do this. */
    record Forbidden(String detail) implements Problem {}

    record NotFound() implements Problem {}

    /** What it is about is not as the request takes it to be. */
    record Conflict(String detail) implements Problem {}

    record MethodNotAllowed(String allowed) implements Problem {}

    record TooLarge(int mostBytes) implements Problem {}

    record UnsupportedMedia(String accepted) implements Problem {}

    /** It can be read, and something in it is wrong: every error found. */
    record Invalid(List<FieldError> errors) implements Problem {}

    /** It does not prove what it should prove; one answer for every reason. */
    record NotProved() implements Problem {}

    /** The Idempotency-Key was used for another request. */
    record KeyReused() implements Problem {}

    /** The caller has tried too often; it may try again after that time. */
    record TooMany(Duration retryAfter) implements Problem {}

    /** Something we need did not answer. Nothing is half done, and the same request may be sent again. */
    record Unavailable(Duration retryAfter) implements Problem {}

    /** A defect of ours. */
    record Failed() implements Problem {}
}
