package dev.ringlock.store;

import java.time.Instant;

/**
 * A part of the ledger by arrival.
 *
 * @param from arrivals from this instant on
 * @param to arrivals before this instant
 * @param newestFirst the order in which they are read; else the oldest come first
 */
public record LedgerSpan(Instant from, Instant to, boolean newestFirst) {

    public static LedgerSpan oldestFirst(Instant from, Instant to) {
        return new LedgerSpan(from, to, false);
    }
}
