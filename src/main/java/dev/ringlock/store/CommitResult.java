package dev.ringlock.store;

/** The result of a commit. */
public sealed interface CommitResult {

    /** Nothing was stored: decide again from a fresh read. */
    record Stale() implements CommitResult {}

    /** It need not be tried again. */
    sealed interface Settled extends CommitResult {}

    /** Stored, durably. */
    record Done() implements Settled {}

    /** Nothing was stored, because a commit with one of its guard rows was: this is that row. */
    record Repeated(GuardRow earlier) implements Settled {}
}
