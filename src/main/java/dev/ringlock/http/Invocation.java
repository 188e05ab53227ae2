package dev.ringlock.http;

import java.time.Duration;
import java.util.Locale;

/**
 * One event that was handled, as the log and the metrics tell it. It has no room for personal data.
 *
 * @param function which of them
 * @param status the HTTP status of its answer
 */
public record Invocation(String function, InvocationOutcome outcome, int status, Duration took) {

    /** What an operator wants to tell apart. */
    public enum InvocationOutcome {
        /** What was asked for was done. */
        DONE,
        /** The caller has to change something before asking again. */
        REFUSED,
        /** The caller asked too often. */
        LIMITED,
        /** Something we need did not answer; the caller may ask again. */
        UNAVAILABLE,
        /** A defect of ours. */
        FAILED;

        /** Its name in the log and in the metrics. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Invocation of(String function, int status, Duration took) {
        InvocationOutcome outcome =
                switch (status) {
                    case 429 -> InvocationOutcome.LIMITED;
                    case 503 -> InvocationOutcome.UNAVAILABLE;
                    default ->
                        status >= 500
                                ? InvocationOutcome.FAILED
                                : status >= 400 ? InvocationOutcome.REFUSED : InvocationOutcome.DONE;
                };
        return new Invocation(function, outcome, status, took);
    }

    /** For people: a log on one machine shows it so. */
    @Override
    public String toString() {
        return function + ": " + outcome.id() + ", " + status + " in " + took.toMillis() + " ms";
    }
}
