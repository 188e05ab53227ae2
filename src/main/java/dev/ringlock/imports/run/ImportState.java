package dev.ringlock.imports.run;

import java.util.Locale;

/** The state of an import. */
public enum ImportState {
    /** Its parts come in. It may be checked. */
    OPEN,
    CHECKING,
    /** It may be run, or checked again with another mapping. */
    CHECKED,
    RUNNING,
    /** Every row was looked at. */
    DONE,
    /** It could not be brought to its end. What it has stored until then stays. */
    FAILED,
    /** Likewise. */
    CANCELLED;

    /** Its name in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a step has something to do with the file. */
    boolean works() {
        return this == CHECKING || this == RUNNING;
    }

    boolean isOver() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
