package dev.ringlock.consent;

/** The evidence of a yes in another system's record. */
public enum YesEvidence {
    /** Not all of: when it was said, how, to which words, and what shows it. */
    NONE,
    /** All of that. */
    TOLD,
    /** All of that, and that it was proved from the phone. */
    PROVED
}
