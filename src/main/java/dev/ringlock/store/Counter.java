package dev.ringlock.store;

import java.time.Instant;

/** A counter in {@code guard}, by a name that gives nobody away, and when it may be forgotten. */
public record Counter(String name, Instant expiresAt) {}
