package dev.ringlock.store;

/** What can go wrong between a store and its engine. */
public enum Fault {
    /** The engine refuses, because it has too much to do. */
    THROTTLED,
    /** The request does not get there. */
    REQUEST_LOST,
    /** The engine does what was asked, and the answer does not get back. */
    ANSWER_LOST,
    /** Somebody else's transaction is at work on the same rows. */
    CONFLICT
}
