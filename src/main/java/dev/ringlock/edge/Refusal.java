package dev.ringlock.edge;

import java.time.Duration;
import java.util.List;

/** Why a request is not served. {@link Answers} alone knows the HTTP status of each. No part of one repeats the request. */
public sealed interface Refusal {

    /** The request cannot be read at all. */
    record Malformed(String code, String detail) implements Refusal {}

    /** The caller has not said who it is. */
    record NoToken() implements Refusal {}

    /** The caller may not do this. */
    record Forbidden(String detail) implements Refusal {}

    record NotFound() implements Refusal {}

    /** What it is about is not as the request takes it to be. */
    record Conflict(String detail) implements Refusal {}

    record MethodNotAllowed(String allowed) implements Refusal {}

    record TooLarge(int mostBytes) implements Refusal {}

    record UnsupportedMedia(String accepted) implements Refusal {}

    /** It can be read, and something in it is wrong: every error found. */
    record Invalid(List<FieldError> errors) implements Refusal {}

    /** It does not prove what it should prove; one answer for every reason. */
    record NotProved() implements Refusal {}

    /** The Idempotency-Key was used for another request. */
    record KeyReused() implements Refusal {}

    /** The caller has tried too often; it may try again after that time. */
    record TooMany(Duration retryAfter) implements Refusal {}

    /** Something we need did not answer. Nothing is half done, and the same request may be sent again. */
    record Unavailable(Duration retryAfter) implements Refusal {}

    /** A defect of ours. */
    record Failed() implements Refusal {}
}
