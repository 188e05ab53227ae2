package dev.ringlock.store;

/** What came of a commit. */
public sealed interface Outcome {

    /** Stored, durably. */
    record Done() implements Outcome {}

    /** Nothing was stored: decide again from a fresh read. */
    record Conflict() implements Outcome {}

    /** Nothing was stored, because a commit with one of its guard rows was: this is that row. */
    record Repeated(GuardRow earlier) implements Outcome {}
}
