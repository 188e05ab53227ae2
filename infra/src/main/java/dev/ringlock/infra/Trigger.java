package dev.ringlock.infra;

import java.util.List;

/** What starts a function. */
sealed interface Trigger {

    /** Who may call a route, and how often all of them together in a second. */
    record Callers(List<String> scopes, int rate, int burst) {

        static final Callers PUBLIC = new Callers(List.of(), 25, 50);
        static final Callers READERS = new Callers(List.of(), 200, 400);
        /** They sign what they send, and the function checks that. An opt-out must not wait behind a limit. */
        static final Callers PROVIDERS = new Callers(List.of(), 500, 1000);
        /** People with a token of the console. Which role may do what is for the function to check. */
        static final Callers STAFF = new Callers(List.of("staff"), 10, 20);

        static Callers machines(List<String> scopes) {
            return new Callers(scopes, 500, 1000);
        }
    }

    /**
     * A call of the HTTP API.
     *
     * @param key such as {@code POST /v1/consents}
     */
    record Route(String key, Callers callers) implements Trigger {

        String method() {
            return key.substring(0, key.indexOf(' '));
        }

        String path() {
            return key.substring(key.indexOf(' ') + 1);
        }
    }

    /**
     * The clock, which starts runs of several steps.
     *
     * @param hours between two runs
     */
    record Schedule(int hours) implements Trigger {}

    /**
     * New entries of the ledger that the event bus is told of, each of which starts work of several steps.
     *
     * @param as what they are told as
     */
    record LedgerEvent(String as) implements Trigger {}

    /** Messages of an SNS topic, into which a provider's end of AWS writes. */
    record Topic() implements Trigger {}
}
