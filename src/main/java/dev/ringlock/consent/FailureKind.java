package dev.ringlock.consent;

/** How a message of ours failed to reach its number. */
public enum FailureKind {
    /** The number takes no message, and trying again is of no use. */
    FOR_GOOD,
    /** The phone was off, the network was down, or nobody says why. */
    FOR_NOW,
    /** The phone or its carrier turns our messages away. */
    BLOCKED
}
