package dev.ringlock.store;

import java.time.Instant;

/**
 * Marks something as done or given out, so that its repetition or its return is recognised.
 *
 * @param name a keyed hash; it names no person
 * @param fingerprint by which the same request is told from another one under the same name
 * @param answer what was answered, or whom it was given to, by ContactId; no personal data
 * @param expiresAt from then on it counts as absent
 */
public record GuardRow(String name, String fingerprint, String answer, Instant expiresAt) {}
