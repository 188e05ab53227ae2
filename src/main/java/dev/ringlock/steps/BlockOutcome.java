package dev.ringlock.steps;

/** The outcome of a line of a provider's block list. */
public enum BlockOutcome {
    /** An opt-out of ours says it already. */
    KNOWN,
    /** We did not know. It is an opt-out here now. */
    FOUND,
    /** The person said yes after it, proved from their phone. The provider blocks them still. */
    NEWER_YES
}
