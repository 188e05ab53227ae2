package dev.ringlock.http;

import java.time.Duration;
import java.util.Locale;

/**
 * One handled event, for the log and the metrics. It has no room for personal data.
 *
 * @param function the function's name
 * @param status the HTTP status of its answer
 */
public record Invocation(String function, InvocationOutcome outcome, int status, Duration took) {

    /** The outcomes that an operator has to distinguish. */
    public enum InvocationOutcome {
        /** The request was carried out. */
        DONE,
        /** The caller has to change the request before trying again. */
        REFUSED,
        /** The caller has tried too often. */
        LIMITED,
        /** A service that we need did not answer. The caller may try again. */
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

    /** For people: the log on one machine shows it. */
    @Override
    public String toString() {
        return function + ": " + outcome.id() + ", " + status + " in " + took.toMillis() + " ms";
    }
}
