package dev.ringlock.ledger;

import java.util.Locale;

/** What an entry says happened. The consent events are DPV's consent statuses, in ISO/IEC TS 27560's words. */
public enum Event {
    /** A yes that still has to be proved from the phone. */
    REQUESTED,
    GIVEN,
    /** A fresh yes while the one before still counted. */
    RENEWED,
    WITHDRAWN,
    EXPIRED,
    /** A message that may be an opt-out: held until a person of staff has decided. */
    HELD,
    /** A wish to be asked again: our question went to the phone. It grants nothing. */
    REOPTIN_REQUESTED,
    /** A notice's text was put to use; from then on it cannot change. */
    NOTICE_REGISTERED;

    /** Its name on the ledger. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
