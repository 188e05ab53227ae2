package dev.ringlock.reply;

import java.util.Locale;

/** The kind of a reply. The ledger keeps this and never the text. */
public enum Reading {
    /** Nothing but opt-out words, however they are spaced, repeated or decorated. */
    OPT_OUT_EXACT,
    /** A sentence that can only mean an opt-out, or an opt-out word among polite ones. */
    OPT_OUT_INTENT,
    /** It may be an opt-out. Staff have to read it, and nothing is sent until then. */
    REVIEW,
    OPT_IN,
    HELP,
    NONE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
