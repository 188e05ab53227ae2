package dev.ringlock.infra;

import dev.ringlock.functions.CallerKind;

/**
 * How often all callers of a route together may call it.
 *
 * @param rate in a second
 * @param burst at once
 */
record Throttle(int rate, int burst) {

    static Throttle of(CallerKind callers) {
        return switch (callers) {
            case PUBLIC -> new Throttle(25, 50);
            case READERS -> new Throttle(200, 400);
            // an opt-out must not wait behind a limit
            case PROVIDERS, MACHINES -> new Throttle(500, 1000);
            case STAFF -> new Throttle(10, 20);
        };
    }
}
