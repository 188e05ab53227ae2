package dev.ringlock.store.sqlite;

/**
 * A machine that calls by itself.
 *
 * @param secret its hash
 * @param scopes with blanks between
 */
public record ClientRow(String id, String secret, String scopes) {}
