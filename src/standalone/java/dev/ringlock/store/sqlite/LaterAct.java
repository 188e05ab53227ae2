package dev.ringlock.store.sqlite;

import dev.ringlock.ledger.Entry;
import java.util.Optional;

/**
 * An act that has to be written down outside the database: an opt-out, a hold, an end, an erasure, or staff that left.
 *
 * @param place in the order in which they were stored
 * @param entry empty if it has left the ledger meanwhile
 */
public record LaterAct(long place, Optional<Entry> entry) {}
