package dev.ringlock.law;

/** When a row binds the numbers of its jurisdiction. */
public enum RuleOccasion {
    ALWAYS,
    /** Only while no other row of the person's own jurisdictions is in force: a fallback. */
    NO_OTHER_RULE,
    /** Only if the state is not known. */
    UNKNOWN_STATE
}
