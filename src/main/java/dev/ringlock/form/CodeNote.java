package dev.ringlock.form;

import java.util.Arrays;
import java.util.Locale;

/** A remark on a page with a code. It stands in the page's address. */
public enum CodeNote {
    NOTHING,
    /** Another code was asked for. */
    SENT,
    /** It was asked for too soon. */
    EARLY,
    /** The code proves nothing. */
    WRONG,
    /** The typed text cannot be a code. */
    UNREADABLE,
    /** The code was right. */
    PROVED;

    /** The note of an address. Nothing if it is not one of these. */
    public static CodeNote of(String text) {
        return Arrays.stream(values())
                .filter(note -> note.id().equals(text))
                .findFirst()
                .orElse(NOTHING);
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of its words. */
    public String key() {
        return "code_" + id();
    }

    /** Whether the person has to try again. */
    public boolean isProblem() {
        return this == WRONG || this == UNREADABLE;
    }

    public boolean isNews() {
        return this == SENT || this == EARLY;
    }
}
