package dev.ringlock.reply;

import java.util.Locale;

/** The meaning that was read in a reply. The ledger keeps it, and never the text. */
public enum Reading {
    /** Nothing but words that take consent back, however they are spaced, repeated or decorated. */
    OPT_OUT_EXACT,
    /** A sentence, or such a word among polite ones, that can only mean the same. */
    OPT_OUT_INTENT,
    /** It may mean that: a person has to read it, and nothing is sent until then. */
    REVIEW,
    OPT_IN,
    HELP,
    NONE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
