package dev.ringlock.store.sqlite;

import java.time.Instant;

/**
 * A person's session as it is now.
 *
 * @param roles those that the person has now
 * @param usedAt when it was last used, to the minute
 * @param endsAt its end, however much it is used
 */
public record SessionRow(String name, String roles, Instant usedAt, Instant endsAt) {}
