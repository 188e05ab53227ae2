package dev.ringlock.terms;

import java.util.Locale;

/** The effect of a yes that another system wrote down without evidence of when, how and to which words it was said. */
public enum ImportYes {
    /** It is not taken. */
    REFUSED,
    /** It waits for the person's proof from the phone, and grants nothing. */
    REQUESTED,
    /** It grants, as one with evidence does. The owner answers for it. */
    GRANTED;

    /** Its name in the policy. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
