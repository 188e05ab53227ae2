package dev.ringlock.ledger;

/** The newest entry of a subject: the next one follows it and carries its hash. */
public record Head(Ulid ulid, String hash) {}
