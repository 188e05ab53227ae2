package dev.ringlock.store;

/** What came of a commit. */
public sealed interface CommitResult {

    /** Stored, durably. */
    record Done() implements CommitResult {}

    /** Nothing was stored: decide again from a fresh read. */
    record Stale() implements CommitResult {}

    /** Nothing was stored, because a commit with one of its guard rows was: this is that row. */
    record Repeated(GuardRow earlier) implements CommitResult {}
}
