package dev.ringlock.terms;

import java.util.Locale;

/** How a person may be reached for a purpose. */
public enum Channel {
    SMS,
    VOICE,
    WHATSAPP,
    RCS;

    /** Its name in the policy, on the ledger and in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
