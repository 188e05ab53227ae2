package dev.ringlock.store.sqlite;

/**
 * A person who signs in here.
 *
 * @param password its hash, with the hash's parameters
 * @param seed of their one-time codes, sealed
 * @param roles with blanks between
 * @param lastStep the time step of the last code that counted; codes of that step and before count no more
 */
public record StaffRow(String name, String password, byte[] seed, String roles, long lastStep) {}
